{ title: 'LLM', meaning: 'asks language models and judges their answers' }
