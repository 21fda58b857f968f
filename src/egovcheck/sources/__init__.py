"""Files into rows as printed, each with its place. One small module a format, found by walking ``formats``."""
