# Einstellungen dieses Computers.

settings-contrast = Kontrast
settings-contrast-system = Wie das System
settings-contrast-more = Mehr
settings-language = Sprache
