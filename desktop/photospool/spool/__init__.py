"""The stages before a photo is worked on: seeing it settle, claiming it, letting it go."""
