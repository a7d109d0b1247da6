"""``python -m photospool`` is the same program as ``photospool``."""

from photospool.cli import main

if __name__ == "__main__":
    main()
