# Choices of this computer.

settings-contrast = Contrast
settings-contrast-system = As the system
settings-contrast-more = More
settings-language = Language
