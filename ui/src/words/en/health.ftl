## Health of this console

health-again = Check again
health-checking = Checking…
health-at = Checked at { $time }.
health-progress = Check { $number } of { $of }
health-first = Nothing was checked yet.
health-all = Everything is in order.
health-some = { $count ->
    [one] 1 thing asks for somebody.
   *[other] { $count } things ask for somebody.
}
health-next = What helps:

finding-state-ok = OK
finding-state-warn = Warning
finding-state-bad = Trouble
finding-state-unknown = Unknown

finding-key-works = { $product } at { $path } can be used.
finding-key-closed = { $product } at { $path } is plugged in, and this user may not use it ({ $why }).
finding-key-closed-next = A rule of the system lets whoever sits here use it: `postern doctor` shows it, and `sudo postern doctor --fix` writes it. Take the key out and put it back afterwards.
finding-no-key = No security key is plugged in, or the system does not take it for one.
finding-no-key-next = Try another port without a hub. In a virtual machine, hand the USB device over. A key that only does U2F or NFC is not listed.
finding-keys-practice = Keys are those of the practice tray: no USB device is looked at.
finding-bus-closed = The USB bus cannot be looked at: { $why }.
finding-bus-closed-next = Start Postern outside of a sandbox.
finding-windows = Windows shows security keys to administrators only.
finding-windows-next = Start Postern as administrator: it does not ask Windows to use keys for it yet.
finding-flatpak = Postern runs inside Flatpak, which hides USB devices.
finding-flatpak-next = Allow devices: `flatpak override --user --device=all <application>`.
finding-snap = Postern runs inside Snap, which hides USB devices.
finding-snap-next = Connect the interface: `snap connect postern:u2f-devices`.
finding-container = Postern runs inside a container, which hides USB devices.
finding-container-next = Pass the key in, for example with `--device /dev/hidraw0`, or start Postern outside.
finding-no-hidraw = The kernel has no raw HID devices (/sys/class/hidraw is missing).
finding-no-hidraw-next = Load the module: `sudo modprobe hidraw`. Some virtual machines must be given the USB device first.
finding-history-verified = The history is whole up to record { $position }.
finding-history-not-yet = The history was not read as a whole since this console started.
finding-history-not-yet-next = It is read now. Check again when it is done, or verify it on the page of the history.
finding-history-damaged = { $count ->
    [one] The history is damaged in 1 place.
   *[other] The history is damaged in { $count } places.
}
finding-history-damaged-next = Stop working with it, keep the file as it is, and run `postern-audit verify`. A backup that verifies is put in its place with `postern-audit restore`.
finding-directory-serves = { $name } answers, and accepts this desk's access.
finding-directory-people = { $name } is not connected: people do everything there, and say so.
finding-directory-down = { $name } does not answer ({ $why }).
finding-directory-slow = { $name } does not answer in time.
finding-directory-reach-next = Check the address, the proxy and the certificate authority in the settings.
finding-directory-refuses = { $name } refuses this desk's access.
finding-directory-refuses-next = Renew the secret `directory/{ $name }`.
finding-directory-waits = { $name } waits for somebody to sign in there.
finding-directory-waits-next = Sign in there, on the page Directories: the console acts as whoever did.
finding-directory-fails = { $name } answers, and does not serve: { $why }.
finding-directory-fails-next = Compare the settings with the guide of this directory.
finding-directory-secret = There is no secret `{ $name }`: its directory is not connected.
finding-directory-secret-next = Keep the directory's password or secret under that name.
finding-rights-fit = At { $name }, this desk's access has the rights that it needs, and no more.
finding-rights-lacking = At { $name }, this desk's access lacks: { $rights }. Steps that need them will be refused.
finding-rights-lacking-next = Grant them there: the page of the directory says what each is for.
finding-rights-many = At { $name }, this desk's access has too many rights: { $rights }.
finding-rights-many-next = Take them away: whoever steals this access has them.
finding-rights-untold = { $name } does not tell which rights this desk's access has.
finding-rights-untold-next = Compare them with the guide by hand.
finding-rights-fault = { $name } does not tell now which rights this desk's access has: { $why }.
