"""Engines for many machines: the input in parts, each extracted and written by whatever machine is free."""
