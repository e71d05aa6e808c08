## Pages of the settings

section-people = People and keys
section-lead-people = Who works at this desk, with which keys, and until when they are trained.
section-policy = Policy
section-lead-policy = What this desk asks of every recovery, and how far it may be changed.
section-directories = Directories
section-lead-directories = Where accounts live, whether each answers, and what the console can do there.
section-desk = This desk
section-lead-desk = Changes that no case explains, the threat level, and the keys of security and of this console.
section-health = Health
section-lead-health = Whether this console can do its work: keys, history and directories, with what helps where it cannot.
section-computer = This computer
section-lead-computer = How the window looks and speaks here, and which console this is.

look-language = Language
look-contrast = Contrast
look-contrast-system = As the system
look-contrast-more = More
