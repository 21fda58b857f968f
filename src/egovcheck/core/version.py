"""The version of this program: the one place where it is written for the program itself."""

VERSION = "0.1.0"
