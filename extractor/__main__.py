"""`python -m extractor` does what `extractor` does."""

from extractor.cli import run

if __name__ == "__main__":
    run()
