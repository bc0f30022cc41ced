{ title: 'LLM', meaning: 'calls language models and checks their output' }
