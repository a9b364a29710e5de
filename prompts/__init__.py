"""The words that language models are given, one file a task; `extractor.prompts` reads them."""
