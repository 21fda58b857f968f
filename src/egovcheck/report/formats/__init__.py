"""One module an output format; adding a module here adds the format."""
