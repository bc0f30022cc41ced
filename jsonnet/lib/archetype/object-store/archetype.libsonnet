{ title: 'Object store', meaning: 'keeps files for the services; watched from its clients and by its provider' }
