"""The rule packs, as data of the package."""
