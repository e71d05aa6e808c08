## Zustand dieser Konsole

health-again = Erneut prüfen
health-checking = Prüfung läuft…
health-at = Geprüft um { $time }.
health-progress = Prüfung { $number } von { $of }
health-first = Es wurde noch nichts geprüft.
health-all = Alles ist in Ordnung.
health-some = { $count ->
    [one] Um 1 Punkt muss sich jemand kümmern.
   *[other] Um { $count } Punkte muss sich jemand kümmern.
}
health-next = Was hilft:

finding-state-ok = In Ordnung
finding-state-warn = Warnung
finding-state-bad = Störung
finding-state-unknown = Unbekannt

finding-key-works = { $product } an { $path } ist benutzbar.
finding-key-closed = { $product } an { $path } steckt, und dieser Benutzer darf ihn nicht verwenden ({ $why }).
finding-key-closed-next = Eine Regel des Systems erlaubt es dem, der hier sitzt: `postern doctor` zeigt sie, `sudo postern doctor --fix` schreibt sie. Danach den Schlüssel herausnehmen und wieder einstecken.
finding-no-key = Kein Sicherheitsschlüssel steckt, oder das System erkennt ihn nicht als solchen.
finding-no-key-next = Einen anderen Anschluss ohne Hub versuchen. In einer virtuellen Maschine das USB-Gerät übergeben. Ein Schlüssel, der nur U2F oder NFC kann, erscheint nicht.
finding-keys-practice = Die Schlüssel sind die des Übungsfachs: Kein USB-Gerät wird angesehen.
finding-bus-closed = Der USB-Bus ist nicht einsehbar: { $why }.
finding-bus-closed-next = Starten Sie Postern außerhalb einer Sandbox.
finding-windows = Windows zeigt Sicherheitsschlüssel nur Administratoren.
finding-windows-next = Starten Sie Postern als Administrator: Über Windows selbst verwendet es Schlüssel noch nicht.
finding-flatpak = Postern läuft in Flatpak, das USB-Geräte verbirgt.
finding-flatpak-next = Geräte erlauben: `flatpak override --user --device=all <application>`.
finding-snap = Postern läuft in Snap, das USB-Geräte verbirgt.
finding-snap-next = Die Schnittstelle verbinden: `snap connect postern:u2f-devices`.
finding-container = Postern läuft in einem Container, der USB-Geräte verbirgt.
finding-container-next = Den Schlüssel hineinreichen, zum Beispiel mit `--device /dev/hidraw0`, oder Postern außerhalb starten.
finding-no-hidraw = Der Kernel hat keine rohen HID-Geräte (/sys/class/hidraw fehlt).
finding-no-hidraw-next = Das Modul laden: `sudo modprobe hidraw`. Mancher virtuellen Maschine ist das USB-Gerät erst zu übergeben.
finding-history-verified = Der Verlauf ist bis Eintrag { $position } unversehrt.
finding-history-not-yet = Der Verlauf wurde seit dem Start dieser Konsole nicht als Ganzes gelesen.
finding-history-not-yet-next = Er wird gerade gelesen. Prüfen Sie danach erneut, oder prüfen Sie ihn auf der Seite des Verlaufs.
finding-history-damaged = { $count ->
    [one] Der Verlauf ist an 1 Stelle beschädigt.
   *[other] Der Verlauf ist an { $count } Stellen beschädigt.
}
finding-history-damaged-next = Arbeiten Sie nicht weiter damit, lassen Sie die Datei, wie sie ist, und rufen Sie `postern-audit verify` auf. Eine unversehrte Sicherung tritt mit `postern-audit restore` an ihre Stelle.
finding-directory-serves = { $name } antwortet und nimmt den Zugang dieses Schalters an.
finding-directory-people = { $name } ist nicht angebunden: Personen tun dort alles und sagen es hier.
finding-directory-down = { $name } antwortet nicht ({ $why }).
finding-directory-slow = { $name } antwortet nicht rechtzeitig.
finding-directory-reach-next = Adresse, Proxy und Zertifizierungsstelle in den Einstellungen prüfen.
finding-directory-refuses = { $name } lehnt den Zugang dieses Schalters ab.
finding-directory-refuses-next = Das Geheimnis `directory/{ $name }` erneuern.
finding-directory-waits = { $name } wartet darauf, dass sich dort jemand anmeldet.
finding-directory-waits-next = Melden Sie sich auf der Seite Verzeichnisse dort an: Die Konsole handelt als diese Person.
finding-directory-fails = { $name } antwortet und leistet nicht, was es soll: { $why }.
finding-directory-fails-next = Die Einstellungen mit der Anleitung dieses Verzeichnisses vergleichen.
finding-directory-secret = Es gibt kein Geheimnis `{ $name }`: Sein Verzeichnis ist nicht angebunden.
finding-directory-secret-next = Das Passwort oder Geheimnis des Verzeichnisses unter diesem Namen aufbewahren.
finding-rights-fit = Bei { $name } hat der Zugang dieses Schalters die Rechte, die er braucht, und keine weiteren.
finding-rights-lacking = Bei { $name } fehlen dem Zugang dieses Schalters: { $rights }. Schritte, die sie brauchen, werden abgelehnt.
finding-rights-lacking-next = Dort gewähren: Die Seite des Verzeichnisses sagt, wofür jedes Recht da ist.
finding-rights-many = Bei { $name } hat der Zugang dieses Schalters zu viele Rechte: { $rights }.
finding-rights-many-next = Nehmen Sie sie weg: Wer diesen Zugang stiehlt, hat sie.
finding-rights-untold = { $name } sagt nicht, welche Rechte der Zugang dieses Schalters hat.
finding-rights-untold-next = Vergleichen Sie sie von Hand mit der Anleitung.
finding-rights-fault = { $name } sagt gerade nicht, welche Rechte der Zugang dieses Schalters hat: { $why }.
