<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Photospool</source>
        <translation>Über Photospool</translation>
    </message>
    <message>
        <source>Packages of others</source>
        <translation>Pakete anderer</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Photospool is made with the work of others:</source>
        <translation>In Photospool steckt die Arbeit anderer:</translation>
    </message>
    <message>
        <source>Version {version} · MIT licence</source>
        <translation>Version {version} · MIT-Lizenz</translation>
    </message>
    <message>
        <source>Carries photos and videos, by itself and safely, into your own album.</source>
        <translation>Bringt Fotos und Videos von selbst und sicher in dein eigenes Album.</translation>
    </message>
    <message>
        <source>HEIC photos are opened by {libraries}</source>
        <translation>HEIC-Fotos werden geöffnet mit {libraries}</translation>
    </message>
    <message>
        <source>files closed</source>
        <translation>Dateien zu</translation>
    </message>
    <message>
        <source>files open</source>
        <translation>Dateien offen</translation>
    </message>
    <message>
        <source>network closed</source>
        <translation>Netz zu</translation>
    </message>
    <message>
        <source>network open</source>
        <translation>Netz offen</translation>
    </message>
    <message>
        <source>programs closed</source>
        <translation>Programme zu</translation>
    </message>
    <message>
        <source>programs open</source>
        <translation>Programme offen</translation>
    </message>
    <message>
        <source>To what reads photos: {parts}</source>
        <translation>Für das, was Fotos liest: {parts}</translation>
    </message>
    <message>
        <source>With these libraries inside:</source>
        <translation>Darin diese Bibliotheken:</translation>
    </message>
</context>
<context>
    <name>AddCopyDialog</name>
    <message>
        <source>Add a copy</source>
        <translation>Kopie hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Try and add it</source>
        <translation>Prüfen und &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Another CouchDB, in the attic or at a friend&apos;s, gets every photo, every video and every edit by itself. Your album&apos;s server does the copying.</source>
        <translation>Eine andere CouchDB, auf dem Dachboden oder bei Freunden, bekommt von selbst jedes Foto, jedes Video und jede Änderung. Das Kopieren übernimmt der Server deines Albums.</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Stopped: nothing is copied, and the names that were made for it are taken away again.</source>
        <translation>Angehalten: Nichts wird kopiert, und die Namen, die dafür angelegt wurden, sind wieder fort.</translation>
    </message>
</context>
<context>
    <name>AddPhotosDialog</name>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Photos and videos to add</source>
        <translation>Fotos und Videos zum Hinzufügen</translation>
    </message>
    <message>
        <source>Choose f&amp;iles…</source>
        <translation>&amp;Dateien auswählen …</translation>
    </message>
    <message>
        <source>Choose a &amp;folder…</source>
        <translation>&amp;Ordner auswählen …</translation>
    </message>
    <message>
        <source>&amp;Take off the list</source>
        <translation>Von der &amp;Liste nehmen</translation>
    </message>
    <message>
        <source>Progress of copying</source>
        <translation>Fortschritt beim Kopieren</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Add {things}</source>
        <translation>{things} hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>left out: {files}</source>
        <translation>ausgelassen: {files}</translation>
    </message>
    <message>
        <source>Nothing of that can be added</source>
        <translation>Davon kann nichts hinzugefügt werden</translation>
    </message>
    <message>
        <source>Sidecars go along with their photos. Please choose these too, or the folder in which both lie.</source>
        <translation>Begleitdateien kommen mit ihren Fotos. Bitte wähle auch diese, oder den Ordner, in dem beide liegen.</translation>
    </message>
    <message>
        <source>Drop photos, videos or folders here</source>
        <translation>Zieh Fotos, Videos oder Ordner hierher</translation>
    </message>
    <message>
        <source>Drop photos or folders here</source>
        <translation>Zieh Fotos oder Ordner hierher</translation>
    </message>
    <message>
        <source>They are copied: your files stay where they are.</source>
        <translation>Sie werden kopiert: Deine Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Left out: {files} ({names}).</source>
        <translation>Ausgelassen: {files} ({names}).</translation>
    </message>
    <message>
        <source>Photos and videos ({patterns})</source>
        <translation>Fotos und Videos ({patterns})</translation>
    </message>
    <message>
        <source>Photos ({patterns})</source>
        <translation>Fotos ({patterns})</translation>
    </message>
    <message>
        <source>Choose photos and videos</source>
        <translation>Fotos und Videos auswählen</translation>
    </message>
    <message>
        <source>Choose a folder with photos and videos</source>
        <translation>Einen Ordner mit Fotos und Videos auswählen</translation>
    </message>
    <message>
        <source>What is new can&apos;t go to the trash. Choose another category.</source>
        <translation>Neues kann nicht in den Papierkorb. Wähle eine andere Kategorie.</translation>
    </message>
    <message>
        <source>Copying file {number} of {total}</source>
        <translation>Datei {number} von {total} wird kopiert</translation>
    </message>
    <message>
        <source>Stopping after this file…</source>
        <translation>Nach dieser Datei ist Schluss …</translation>
    </message>
    <message numerus="yes">
        <source>{things} are on their way into your album.</source>
        <translation>
            <numerusform>{things} ist auf dem Weg in dein Album.</numerusform>
            <numerusform>{things} sind auf dem Weg in dein Album.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; the others are still on the list.</source>
        <translation>Angehalten; die anderen stehen noch auf der Liste.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it by name: {path}</source>
        <translation>Alles mit Namen: {path}</translation>
    </message>
</context>
<context>
    <name>Added</name>
    <message numerus="yes">
        <source>Sidecars go with %n of them.</source>
        <translation>
            <numerusform>Zu %n davon gehören Begleitdateien.</numerusform>
            <numerusform>Zu %n davon gehören Begleitdateien.</numerusform>
        </translation>
    </message>
    <message>
        <source>The album could not be asked about those without a photo: theirs may be there already.</source>
        <translation>Nach denen ohne Foto konnte das Album nicht gefragt werden: Vielleicht ist ihres schon dort.</translation>
    </message>
    <message>
        <source>Albums that become tags: {titles}.</source>
        <translation>Alben, die Schlagwörter werden: {titles}.</translation>
    </message>
    <message numerus="yes">
        <source>Without a sidecar: %n ({names}).</source>
        <translation>
            <numerusform>Ohne Begleitdatei: %n ({names}).</numerusform>
            <numerusform>Ohne Begleitdatei: %n ({names}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) of photos that are in the album already: {names}.</source>
        <translation>
            <numerusform>%n Begleitdatei eines Fotos, das schon im Album ist: {names}.</numerusform>
            <numerusform>%n Begleitdateien von Fotos, die schon im Album sind: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) without a photo: {names}.</source>
        <translation>
            <numerusform>%n Begleitdatei ohne Foto: {names}.</numerusform>
            <numerusform>%n Begleitdateien ohne Foto: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) of several photos: {names}.</source>
        <translation>
            <numerusform>%n Begleitdatei, die zu mehreren Fotos passt: {names}.</numerusform>
            <numerusform>%n Begleitdateien, die zu mehreren Fotos passen: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that say(s) nothing of a photo: {names}.</source>
        <translation>
            <numerusform>%n Datei, die nichts von einem Foto sagt: {names}.</numerusform>
            <numerusform>%n Dateien, die nichts von einem Foto sagen: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlbumDoor</name>
    <message>
        <source>No browser could be opened. The album&apos;s address is copied: paste it into a browser on this computer within 30 seconds. It lets in once; “Open album” makes another one.</source>
        <translation>Kein Browser ließ sich öffnen. Die Adresse des Albums ist kopiert: Füg sie innerhalb von 30 Sekunden in einen Browser auf diesem Computer ein. Sie lässt einmal hinein; „Album öffnen“ macht eine neue.</translation>
    </message>
    <message>
        <source>No browser has come to your album.</source>
        <translation>Kein Browser ist bei deinem Album angekommen.</translation>
    </message>
    <message>
        <source>If none opened, look which browser this computer&apos;s settings name, and press “Open album” again.</source>
        <translation>Wenn sich keiner geöffnet hat: Sieh in den Einstellungen dieses Computers nach, welchen Browser er nimmt, und drücke noch einmal „Album öffnen“.</translation>
    </message>
    <message>
        <source>The album could not be opened.</source>
        <translation>Das Album ließ sich nicht öffnen.</translation>
    </message>
</context>
<context>
    <name>AlbumForm</name>
    <message>
        <source>On this &amp;computer</source>
        <translation>Auf diesem &amp;Computer</translation>
    </message>
    <message>
        <source>In a Couch&amp;DB of your own</source>
        <translation>In einer eigenen Couch&amp;DB</translation>
    </message>
    <message>
        <source>only for a server with a certificate of your own</source>
        <translation>nur für einen Server mit eigenem Zertifikat</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation>Eine Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>Send password and photos &amp;unencrypted to this server</source>
        <translation>Passwort und Fotos &amp;unverschlüsselt an diesen Server senden</translation>
    </message>
    <message>
        <source>Sh&amp;ow the password</source>
        <translation>Passwort zei&amp;gen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Ma&amp;ke this album</source>
        <translation>Dieses Album &amp;anlegen</translation>
    </message>
    <message>
        <source>&amp;Install the views</source>
        <translation>Ansichten &amp;einrichten</translation>
    </message>
    <message>
        <source>T&amp;rust this certificate…</source>
        <translation>Diesem Zertifikat &amp;vertrauen …</translation>
    </message>
    <message>
        <source>Use lar&amp;ger pieces…</source>
        <translation>Größere Stüc&amp;ke verwenden …</translation>
    </message>
    <message>
        <source>Needs no server. It can move into a CouchDB later, with all that you edited.</source>
        <translation>Braucht keinen Server. Es kann später in eine CouchDB umziehen, mit allem, was du bearbeitet hast.</translation>
    </message>
    <message>
        <source>A database server that you run yourself, on a NAS or a rented computer for example. Copies in other places, and a public copy that others look at, need one.</source>
        <translation>Ein Datenbankserver, den du selbst betreibst, etwa auf einem NAS oder einem gemieteten Rechner. Kopien an anderen Orten und eine öffentliche Kopie, die andere ansehen, brauchen einen.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>Ad&amp;resse</translation>
    </message>
    <message>
        <source>Na&amp;me of the album</source>
        <translation>Na&amp;me des Albums</translation>
    </message>
    <message>
        <source>Us&amp;er</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Certi&amp;ficate file</source>
        <translation>Zerti&amp;fikatsdatei</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>aufbewahrt</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <translation>{host} wird gefragt …</translation>
    </message>
    <message>
        <source>The test could not be made ({error}).</source>
        <translation>Der Test hat nicht geklappt ({error}).</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Trust this certificate?</source>
        <translation>Diesem Zertifikat vertrauen?</translation>
    </message>
    <message>
        <source>Is this the certificate of your own server {host}?</source>
        <translation>Ist das das Zertifikat deines eigenen Servers {host}?</translation>
    </message>
    <message>
        <source>Compare its fingerprint on the server itself. If it is another one, somebody may be listening.</source>
        <translation>Vergleiche den Fingerabdruck am Server selbst. Ist er anders, hört vielleicht jemand mit.</translation>
    </message>
    <message>
        <source>It is the same: trust it</source>
        <translation>Er ist gleich: vertrauen</translation>
    </message>
    <message>
        <source>It can&apos;t be kept: {error}</source>
        <translation>Es lässt sich nicht aufheben: {error}</translation>
    </message>
    <message>
        <source>Use larger pieces?</source>
        <translation>Größere Stücke verwenden?</translation>
    </message>
    <message>
        <source>It is the server&apos;s setting {setting}, for all its databases and for what is stored from then on. What is there stays as it is.</source>
        <translation>Das ist die Einstellung {setting} des Servers, für alle seine Datenbanken und für alles, was von da an gespeichert wird. Was dort liegt, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>Einstellen</translation>
    </message>
</context>
<context>
    <name>AlbumPage</name>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Where your photos and videos go.</source>
        <translation>Wohin deine Fotos und Videos kommen.</translation>
    </message>
</context>
<context>
    <name>AlbumSize</name>
    <message>
        <source>How &amp;large is it?</source>
        <translation>&amp;Wie groß ist es?</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Es wird gezählt …</translation>
    </message>
    <message>
        <source>The album can&apos;t be counted ({error}).</source>
        <translation>Das Album kann nicht gezählt werden ({error}).</translation>
    </message>
</context>
<context>
    <name>AlbumStep</name>
    <message>
        <source>Where is your album?</source>
        <translation>Wo ist dein Album?</translation>
    </message>
    <message>
        <source>Both keep your photos and videos in the same way, and you can change your mind later.</source>
        <translation>Beide bewahren deine Fotos und Videos gleich auf, und du kannst es dir später anders überlegen.</translation>
    </message>
    <message>
        <source>The server is being asked…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>The album can&apos;t take photos yet: see what the test found.</source>
        <translation>Das Album kann noch keine Fotos aufnehmen: Sieh nach, was der Test ergab.</translation>
    </message>
    <message>
        <source>Type the address of your CouchDB and the name of the album.</source>
        <translation>Gib die Adresse deiner CouchDB und den Namen des Albums ein.</translation>
    </message>
    <message>
        <source>Press Test, so that it is known whether the server takes photos.</source>
        <translation>Drück auf Testen, damit klar ist, ob der Server Fotos nimmt.</translation>
    </message>
    <message>
        <source>A CouchDB answers on this computer, at {url}. Choose the second way to use it.</source>
        <translation>Auf diesem Computer antwortet eine CouchDB, unter {url}. Wähle „In einer eigenen CouchDB“, um sie zu benutzen.</translation>
    </message>
</context>
<context>
    <name>Answers</name>
    <message>
        <source>Your answer could not be kept.</source>
        <translation>Deine Antwort konnte nicht behalten werden.</translation>
    </message>
    <message>
        <source>Is the disk full? You are asked again.</source>
        <translation>Ist die Platte voll? Du wirst noch einmal gefragt.</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Photospool, a demonstration</source>
        <translation>Photospool, eine Vorführung</translation>
    </message>
    <message>
        <source>The album is moving: it can be looked at when all of it is there.</source>
        <translation>Das Album zieht um: Du kannst es ansehen, wenn alles dort ist.</translation>
    </message>
    <message>
        <source>The folder could not be opened.</source>
        <translation>Der Ordner ließ sich nicht öffnen.</translation>
    </message>
</context>
<context>
    <name>AppPage</name>
    <message>
        <source>App</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>&amp;Start when I log in</source>
        <translation>Beim Anmelden s&amp;tarten</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Open the &amp;log</source>
        <translation>&amp;Protokoll öffnen</translation>
    </message>
    <message>
        <source>It was switched off in the system&apos;s own settings. Ticking it here switches it on again.</source>
        <translation>Es wurde in den Einstellungen des Systems abgeschaltet. Ein Haken hier schaltet es wieder ein.</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>From the next start on.</source>
        <translation>Ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>What the program did, without passwords. Useful when you report a problem.</source>
        <translation>Was das Programm getan hat, ohne Passwörter. Nützlich, wenn du ein Problem meldest.</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>The album can&apos;t take photos like this.</source>
        <translation>So kann das Album keine Fotos aufnehmen.</translation>
    </message>
    <message>
        <source>Saved all the same, photos wait in incoming until the album answers well.</source>
        <translation>Trotzdem gespeichert, warten Fotos im Eingang, bis das Album gut antwortet.</translation>
    </message>
    <message>
        <source>Save all the same</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurück</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) lie in the old work folder.</source>
        <translation>
            <numerusform>%n Foto liegt im alten Arbeitsordner.</numerusform>
            <numerusform>%n Fotos liegen im alten Arbeitsordner.</numerusform>
        </translation>
    </message>
    <message>
        <source>They stay safe there, but are shown and go on only once you choose that folder again. It is better to wait until they have arrived, and to see to those that need you.</source>
        <translation>Dort bleiben sie sicher, werden aber erst wieder gezeigt und gehen erst weiter, wenn du diesen Ordner wieder wählst. Besser wartest du, bis sie angekommen sind, und kümmerst dich um die unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>Change now</source>
        <translation>Jetzt ändern</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>No keyring takes the password.</source>
        <translation>Kein Schlüsselbund nimmt das Passwort.</translation>
    </message>
    <message>
        <source>It can be remembered until Photospool ends; after each start you enter it here again. Or it is written into a file that only you can read: whoever gets at your files, or at a backup of them, can read it too.</source>
        <translation>Es kann gemerkt werden, bis Photospool endet; nach jedem Start gibst du es hier wieder ein. Oder es kommt in eine Datei, die nur du lesen kannst: Wer an deine Dateien oder eine Sicherung davon kommt, kann es auch lesen.</translation>
    </message>
    <message>
        <source>Until Photospool ends</source>
        <translation>Bis Photospool endet</translation>
    </message>
    <message>
        <source>Into a file</source>
        <translation>In eine Datei</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>A file of this name came into your album after it ({when}). If that is the same one, whole, this one can go: to the trash, or keep it out of the album.</source>
        <translation>Eine Datei dieses Namens kam danach in dein Album ({when}). Wenn das dieselbe ist, und ganz, kann diese hier weg: in den Papierkorb, oder nicht ins Album.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Nochmal</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Move to a folder…</source>
        <translation>In Ordner legen …</translation>
    </message>
    <message>
        <source>Keep out of the album…</source>
        <translation>Nicht ins Album …</translation>
    </message>
    <message>
        <source>Move to the trash…</source>
        <translation>In den Papierkorb …</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>Datei: {path}</translation>
    </message>
    <message>
        <source>Taken from incoming: {when}</source>
        <translation>Aus dem Eingang genommen: {when}</translation>
    </message>
    <message numerus="yes">
        <source>Tried %n time(s)</source>
        <translation>
            <numerusform>%n-mal versucht</numerusform>
            <numerusform>%n-mal versucht</numerusform>
        </translation>
    </message>
    <message>
        <source>Job: {job}</source>
        <translation>Auftrag: {job}</translation>
    </message>
</context>
<context>
    <name>CardOffer</name>
    <message>
        <source>&amp;Not this one</source>
        <translation>&amp;Diese nicht</translation>
    </message>
    <message>
        <source>This card is not proposed again; Settings › Folders takes it back.</source>
        <translation>Diese Karte wird nicht wieder vorgeschlagen; Einstellungen › Ordner nimmt das zurück.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Add the %n new photo(s)</source>
        <translation>
            <numerusform>Das neue Foto &amp;hinzufügen</numerusform>
            <numerusform>Die %n neuen Fotos &amp;hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Add {things}</source>
        <translation>{things} &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Then: {names}</source>
        <translation>Danach: {names}</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>{waiting}. All of it stays where it is, unchanged, and goes on when Photospool runs again.</source>
        <translation>{waiting}. Alles bleibt unverändert, wo es ist, und geht weiter, wenn Photospool wieder läuft.</translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message>
        <source>Quit Photospool?</source>
        <translation>Photospool beenden?</translation>
    </message>
    <message>
        <source>There is no tray here to keep it in. It can go on without its window; start it again to see it.</source>
        <translation>Hier gibt es keine Leiste, in der es bleiben könnte. Es kann ohne Fenster weitermachen; starte es noch einmal, um es zu sehen.</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>the album on this computer</source>
        <translation>das Album auf diesem Computer</translation>
    </message>
    <message>
        <source>the album “{name}” at {url}</source>
        <translation>das Album „{name}“ unter {url}</translation>
    </message>
    <message>
        <source>Each photo in {incoming} goes into {album}, and its file ends in {done}, unchanged.</source>
        <translation>Jedes Foto in {incoming} kommt in {album}, und seine Datei landet unverändert in {done}.</translation>
    </message>
    <message>
        <source>Each photo and video in {incoming} goes into {album}, and its file ends in {done}, unchanged.</source>
        <translation>Jedes Foto und Video in {incoming} kommt in {album}, und seine Datei landet unverändert in {done}.</translation>
    </message>
    <message>
        <source>Photos move out of the incoming folder. {client} sees that and removes them from your other devices too; from then on they are in your album and in done.</source>
        <translation>Fotos verlassen den Eingang. {client} sieht das und entfernt sie auch von deinen anderen Geräten; ab dann sind sie in deinem Album und in „Fertig“.</translation>
    </message>
    <message>
        <source>Photos and videos move out of the incoming folder. {client} sees that and removes them from your other devices too; from then on they are in your album and in done.</source>
        <translation>Fotos und Videos verlassen den Eingang. {client} sieht das und entfernt sie auch von deinen anderen Geräten; ab dann sind sie in deinem Album und in „Fertig“.</translation>
    </message>
    <message>
        <source>Photos and videos move out of the incoming folder. {client} sees that and removes them from the cloud and from your other devices too; from then on they are in your album and in done.</source>
        <translation>Fotos und Videos verlassen den Eingang. {client} sieht das und entfernt sie auch aus der Cloud und von deinen anderen Geräten; ab dann sind sie in deinem Album und in „Fertig“.</translation>
    </message>
    <message>
        <source>Photos and videos move out of the incoming folder. If a sync client keeps it in step, they leave the cloud and your other devices too; from then on they are in your album and in done.</source>
        <translation>Fotos und Videos verlassen den Eingang. Gleicht ein Sync-Programm ihn ab, verschwinden sie auch aus der Cloud und von deinen anderen Geräten; ab dann sind sie in deinem Album und in „Fertig“.</translation>
    </message>
    <message>
        <source>Photos move out of the incoming folder. {client} sees that and removes them from the cloud and from your other devices too; from then on they are in your album and in done.</source>
        <translation>Fotos verlassen den Eingang. {client} sieht das und entfernt sie auch aus der Cloud und von deinen anderen Geräten; ab dann sind sie in deinem Album und in „Fertig“.</translation>
    </message>
    <message>
        <source>Photos move out of the incoming folder. If a sync client keeps it in step, they leave the cloud and your other devices too; from then on they are in your album and in done.</source>
        <translation>Fotos verlassen den Eingang. Gleicht ein Sync-Programm ihn ab, verschwinden sie auch aus der Cloud und von deinen anderen Geräten; ab dann sind sie in deinem Album und in „Fertig“.</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Shall photos move?</source>
        <translation>Sollen Fotos jetzt ins Album kommen?</translation>
    </message>
    <message>
        <source>Shall photos move from now on?</source>
        <translation>Sollen Fotos von jetzt an ins Album kommen?</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>&amp;Los geht’s</translation>
    </message>
    <message>
        <source>Save, but &amp;wait</source>
        <translation>Speichern, aber &amp;warten</translation>
    </message>
    <message>
        <source>Go bac&amp;k</source>
        <translation>&amp;Zurück</translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message>
        <source>Changed on two computers</source>
        <translation>Auf zwei Rechnern geändert</translation>
    </message>
    <message>
        <source>Looking for what needs your choice…</source>
        <translation>Es wird gesucht, wo du wählen musst …</translation>
    </message>
    <message>
        <source>Both versions are kept until you choose. Tags of both stay, and whatever only one of them changed; what you see here is what both changed.</source>
        <translation>Beide Fassungen bleiben, bis du wählst. Schlagwörter beider bleiben, und was nur eine geändert hat; hier siehst du, was beide geändert haben.</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das ging nicht</translation>
    </message>
    <message>
        <source>Nothing waits for a choice</source>
        <translation>Nichts wartet auf deine Wahl</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>Jetzt gezeigt</translation>
    </message>
    <message>
        <source>The other version</source>
        <translation>Die andere Fassung</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>Diese behalten</translation>
    </message>
</context>
<context>
    <name>ConsentStep</name>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>&amp;Yes, they may vanish from my other devices: they are in the album then</source>
        <translation>&amp;Ja, sie dürfen von meinen anderen Geräten verschwinden: Sie sind dann im Album</translation>
    </message>
    <message>
        <source>Would you rather keep them on the phone? In Syncthing on the phone, open the folder and set “Folder Type” to “Send Only”: then the phone sends photos, and nothing is taken from it.</source>
        <translation>Möchtest du sie lieber auf dem Handy behalten? Öffne in Syncthing auf dem Handy den Ordner und stelle „Ordnertyp“ auf „Nur senden“: Dann schickt das Handy Fotos, und nichts wird ihm weggenommen.</translation>
    </message>
    <message>
        <source>Start Photospool when I &amp;log in</source>
        <translation>Photospool starten, wenn ich mich an&amp;melde</translation>
    </message>
    <message>
        <source>It waits quietly in the tray then, so that nothing is left lying. Settings › App changes it.</source>
        <translation>Es wartet dann still in der Leiste, damit nichts liegen bleibt. Einstellungen › Programm ändert das.</translation>
    </message>
    <message>
        <source>Tick that photos may vanish from your other devices, if that is well.</source>
        <translation>Setz das Häkchen, wenn Fotos von deinen anderen Geräten verschwinden dürfen.</translation>
    </message>
    <message>
        <source>What lies there is being counted…</source>
        <translation>Was dort liegt, wird gezählt …</translation>
    </message>
    <message>
        <source>Choose what becomes of what lies there now.</source>
        <translation>Wähle, was mit dem geschehen soll, was jetzt dort liegt.</translation>
    </message>
    <message>
        <source>Photos are copied from “{folder}”, and stay there. Nothing is ever written there or taken away.</source>
        <translation>Fotos werden aus „{folder}“ kopiert und bleiben dort. Dort wird nie etwas geschrieben oder weggenommen.</translation>
    </message>
    <message>
        <source>Photos that you put into “{incoming}” move out of it; those in “{folder}” are copied and stay.</source>
        <translation>Fotos, die du in „{incoming}“ legst, werden herausgenommen; die in „{folder}“ werden kopiert und bleiben dort.</translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message>
        <source>That did not work ({error}).</source>
        <translation>Das hat nicht geklappt ({error}).</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Taken at</source>
        <translation>Aufgenommen um</translation>
    </message>
    <message>
        <source>What told the date</source>
        <translation>Woher das Datum kommt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message numerus="yes">
        <source>Copying, %n waiting</source>
        <translation>
            <numerusform>Kopiert, %n wartet</numerusform>
            <numerusform>Kopiert, %n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s) could not be copied</source>
        <translation>
            <numerusform>%n Foto oder Video konnte nicht kopiert werden</numerusform>
            <numerusform>%n Fotos oder Videos konnten nicht kopiert werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to date but for large files, which could not be compared</source>
        <translation>Aktuell bis auf große Dateien, die nicht verglichen werden konnten</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Up to date since {when}</source>
        <translation>Auf dem neuesten Stand seit {when}</translation>
    </message>
    <message>
        <source>Can&apos;t be reached</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Can&apos;t be reached since {when}</source>
        <translation>Nicht erreichbar seit {when}</translation>
    </message>
    <message>
        <source>Name or password refused</source>
        <translation>Name oder Passwort abgelehnt</translation>
    </message>
    <message>
        <source>Copying fails</source>
        <translation>Das Kopieren schlägt fehl</translation>
    </message>
    <message>
        <source>Copying has failed since {when}</source>
        <translation>Das Kopieren schlägt seit {when} fehl</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>It goes on by itself as soon as that server answers.</source>
        <translation>Es geht von selbst weiter, sobald dieser Server antwortet.</translation>
    </message>
    <message>
        <source>Nothing is tried again before you give the password anew, so that no account is locked.</source>
        <translation>Es wird nichts mehr versucht, bevor du das Passwort neu eingibst, damit kein Konto gesperrt wird.</translation>
    </message>
    <message>
        <source>That server says: {reason}</source>
        <translation>Dieser Server sagt: {reason}</translation>
    </message>
    <message>
        <source>Nothing is copied until you resume it.</source>
        <translation>Es wird nichts kopiert, bis du es fortsetzt.</translation>
    </message>
    <message>
        <source>On its way: {name} ({sent} of {all})</source>
        <translation>Unterwegs: {name} ({sent} von {all})</translation>
    </message>
    <message>
        <source>Photospool carries large files itself while it runs, one after the other.</source>
        <translation>Große Dateien überträgt Photospool selbst, während es läuft, eine nach der anderen.</translation>
    </message>
    <message numerus="yes">
        <source>%n large file(s) still to go</source>
        <translation>
            <numerusform>%n große Datei fehlt noch</numerusform>
            <numerusform>%n große Dateien fehlen noch</numerusform>
        </translation>
    </message>
    <message>
        <source>Last copied: {when}</source>
        <translation>Zuletzt kopiert: {when}</translation>
    </message>
    <message>
        <source>Strangers see nothing of it yet. “Check now” opens it when all photos and videos have arrived.</source>
        <translation>Fremde sehen noch nichts davon. „Jetzt prüfen“ öffnet sie, wenn alle Fotos und Videos angekommen sind.</translation>
    </message>
    <message numerus="yes">
        <source>Strangers see %n photo(s) or video(s).</source>
        <translation>
            <numerusform>Fremde sehen %n Foto oder Video.</numerusform>
            <numerusform>Fremde sehen %n Fotos oder Videos.</numerusform>
        </translation>
    </message>
    <message>
        <source>What changes is compared with your album within a minute, the whole of it at each start and every day.</source>
        <translation>Was sich ändert, wird binnen einer Minute mit deinem Album verglichen, das Ganze bei jedem Start und jeden Tag.</translation>
    </message>
    <message>
        <source>What changes is compared with your album within a minute, the whole of it at each start and every day, last: {when}.</source>
        <translation>Was sich ändert, wird binnen einer Minute mit deinem Album verglichen, das Ganze bei jedem Start und jeden Tag, zuletzt: {when}.</translation>
    </message>
    <message>
        <source>Its page {fails}, for that server&apos;s policy does not let it: “Let the page run there…” changes that.</source>
        <translation>Ihre Seite {fails}, denn die Richtlinie dieses Servers lässt es nicht zu: „Die Seite dort laufen lassen …“ ändert das.</translation>
    </message>
    <message>
        <source>Strangers get no videos, but one picture of each.</source>
        <translation>Fremde bekommen keine Videos, aber von jedem ein Bild.</translation>
    </message>
    <message>
        <source>Strangers get videos, without their sound.</source>
        <translation>Fremde bekommen Videos, ohne ihren Ton.</translation>
    </message>
    <message>
        <source>Strangers get videos, with their sound.</source>
        <translation>Fremde bekommen Videos, mit ihrem Ton.</translation>
    </message>
    <message numerus="yes">
        <source>They can play %n video(s).</source>
        <translation>
            <numerusform>Sie können %n Video abspielen.</numerusform>
            <numerusform>Sie können %n Videos abspielen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>It works on this computer only: others need the name or the address under which they reach that server.</source>
        <translation>Das geht nur auf diesem Computer: Andere brauchen den Namen oder die Adresse, unter der sie diesen Server erreichen.</translation>
    </message>
    <message>
        <source>The link is copied: {address}</source>
        <translation>Der Link ist kopiert: {address}</translation>
    </message>
    <message>
        <source>Link for others: {address}</source>
        <translation>Link für andere: {address}</translation>
    </message>
    <message>
        <source>Link, on this computer only: {address}</source>
        <translation>Link, nur auf diesem Computer: {address}</translation>
    </message>
    <message>
        <source>Public, but not open yet: nobody can look at it</source>
        <translation>Öffentlich, aber noch nicht offen: Niemand kann sie ansehen</translation>
    </message>
    <message>
        <source>Public: anybody may look, nobody may change</source>
        <translation>Öffentlich: Alle dürfen schauen, niemand etwas ändern</translation>
    </message>
    <message>
        <source>Both ways: what is new and what is edited on each goes to the other</source>
        <translation>In beide Richtungen: Neues und Änderungen gehen hin und her</translation>
    </message>
    <message>
        <source>Send only: it gets what is new here</source>
        <translation>Nur senden: Sie bekommt, was hier neu ist</translation>
    </message>
    <message>
        <source>Fetch only: what is new there comes here</source>
        <translation>Nur holen: Was dort neu ist, kommt hierher</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s) that were missing were sent now.</source>
        <translation>
            <numerusform>%n Foto oder Video, das fehlte, wurde jetzt geschickt.</numerusform>
            <numerusform>%n Fotos oder Videos, die fehlten, wurden jetzt geschickt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: its original is not there. Most often that server, or a proxy before it, takes no file of this size; its limit must be raised then (nginx calls it client_max_body_size). “Check now” sends it, or says what else is in the way.</source>
        <translation>{name}: Das Original ist nicht dort. Meist nimmt jener Server, oder ein Proxy davor, keine Datei dieser Größe; dann muss seine Grenze angehoben werden (bei nginx heißt sie client_max_body_size). „Jetzt prüfen“ sendet es, oder sagt, was sonst im Weg ist.</translation>
    </message>
    <message>
        <source>{name}: it is in the copy, and not in your album.</source>
        <translation>{name}: Es ist in der Kopie, aber nicht in deinem Album.</translation>
    </message>
    <message>
        <source>{name}: not there. That server did not take it.</source>
        <translation>{name}: nicht dort. Dieser Server hat es nicht angenommen.</translation>
    </message>
    <message>
        <source>Your album&apos;s server keeps the name and the password, for it does the copying: whoever administers it can read them. An administrator&apos;s name is used for the set-up only; Photospool then makes a name of its own that opens this one copy and nothing else.</source>
        <translation>Der Server deines Albums behält Name und Passwort, denn er kopiert: Wer ihn verwaltet, kann sie lesen. Der Name eines Verwalters dient nur zum Einrichten; Photospool legt dann einen eigenen an, der diese eine Kopie öffnet und sonst nichts.</translation>
    </message>
    <message>
        <source>A CouchDB lets no page run that lies in it, so whoever opens the link would see no photos. One setting of that server lets this page run, and no other one: only what its administrators put into the album itself.</source>
        <translation>Eine CouchDB lässt keine Seite laufen, die in ihr liegt; wer den Link öffnet, sähe also keine Fotos. Eine Einstellung dieses Servers lässt diese eine Seite laufen und keine andere: nur, was seine Verwalter selbst ins Album gelegt haben.</translation>
    </message>
    <message>
        <source>The setting csp/attachments_header_value becomes

{wanted}

Now it is

{current}</source>
        <translation>Die Einstellung csp/attachments_header_value wird

{wanted}

Jetzt ist sie

{current}</translation>
    </message>
</context>
<context>
    <name>CopiesPage</name>
    <message>
        <source>No copy yet</source>
        <translation>Noch keine Kopie</translation>
    </message>
    <message>
        <source>An album that lies on one server is lost with it. Another CouchDB, in the attic or at a friend&apos;s, can have every photo, every video and every edit, by itself.</source>
        <translation>Ein Album, das auf einem einzigen Server liegt, geht mit ihm verloren. Eine andere CouchDB, auf dem Dachboden oder bei Freunden, kann von selbst jedes Foto, jedes Video und jede Änderung bekommen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Looking at the copies…</source>
        <translation>Die Kopien werden angesehen …</translation>
    </message>
    <message>
        <source>Your album lives on this computer only</source>
        <translation>Dein Album liegt nur auf diesem Computer</translation>
    </message>
    <message>
        <source>That is enough to look at it here. In a CouchDB of your own it can also be copied to your other computers, be edited on each of them, and have a public copy. Your photos, tags and descriptions move with it, and the album here stays as it is.</source>
        <translation>Das reicht, um es hier anzusehen. In einer eigenen CouchDB lässt es sich auch auf deine anderen Computer kopieren, auf jedem davon bearbeiten und öffentlich zeigen. Deine Fotos, Schlagwörter und Beschreibungen ziehen mit um, und das Album hier bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Move to a CouchDB…</source>
        <translation>In eine CouchDB umziehen …</translation>
    </message>
    <message>
        <source>Add a copy…</source>
        <translation>Kopie hinzufügen …</translation>
    </message>
    <message>
        <source>Make a public copy…</source>
        <translation>Öffentliche Kopie …</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s) of your album</source>
        <translation>
            <numerusform>%n Kopie deines Albums</numerusform>
            <numerusform>%n Kopien deines Albums</numerusform>
        </translation>
    </message>
    <message>
        <source>The copies can&apos;t be seen now</source>
        <translation>Die Kopien sind gerade nicht zu sehen</translation>
    </message>
</context>
<context>
    <name>CopiesSettingsPage</name>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>An album that lies in one place is lost with that place. Keep a copy of it.</source>
        <translation>Ein Album, das nur an einem Ort liegt, geht mit ihm verloren. Behalte eine Kopie davon.</translation>
    </message>
    <message>
        <source>Show the copies</source>
        <translation>Kopien zeigen</translation>
    </message>
    <message>
        <source>Your album is in a CouchDB, which can copy it to another server by itself and keep both in step. The window shows each copy and how it goes, under “Copies”; you add one there too.</source>
        <translation>Dein Album liegt in einer CouchDB, die es von selbst auf einen anderen Server kopieren und beide auf demselben Stand halten kann. Das Fenster zeigt unter „Kopien“ jede Kopie und wie es ihr geht; dort fügst du auch eine hinzu.</translation>
    </message>
    <message>
        <source>Your album is on this computer only. Include its folder in your usual backup. In a CouchDB of your own it can be copied to other machines by itself: move it there in the window, under “Copies”.</source>
        <translation>Dein Album liegt nur auf diesem Computer. Nimm seinen Ordner in deine gewohnte Sicherung auf. In einer eigenen CouchDB kann es von selbst auf andere Rechner kopiert werden: Zieh es im Fenster unter „Kopien“ dorthin um.</translation>
    </message>
</context>
<context>
    <name>CopyCard</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>What is public…</source>
        <translation>Was öffentlich ist …</translation>
    </message>
    <message>
        <source>Let the page run there…</source>
        <translation>Die Seite dort laufen lassen …</translation>
    </message>
    <message>
        <source>Mend…</source>
        <translation>In Ordnung bringen …</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>New password…</source>
        <translation>Neues Passwort …</translation>
    </message>
    <message>
        <source>QR code…</source>
        <translation>QR-Code …</translation>
    </message>
    <message>
        <source>Title and picture…</source>
        <translation>Titel und Bild …</translation>
    </message>
    <message>
        <source>Videos…</source>
        <translation>Videos …</translation>
    </message>
    <message>
        <source>Copy lines for nginx</source>
        <translation>Zeilen für nginx kopieren</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Database: {address}</source>
        <translation>Datenbank: {address}</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Resuming…</source>
        <translation>Wird fortgesetzt …</translation>
    </message>
    <message>
        <source>Looking as a stranger…</source>
        <translation>Wird mit den Augen von Fremden angesehen …</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>Mending…</source>
        <translation>Wird in Ordnung gebracht …</translation>
    </message>
    <message>
        <source>No browser could be opened. The address of the page: {address}</source>
        <translation>Kein Browser ließ sich öffnen. Die Adresse der Seite: {address}</translation>
    </message>
    <message>
        <source>The lines are copied: they belong into the proxy in front of that server.</source>
        <translation>Die Zeilen sind kopiert: Sie gehören in den Proxy vor jenem Server.</translation>
    </message>
    <message>
        <source>Checked at {when}: strangers see what is Public and nothing else.</source>
        <translation>Geprüft um {when}: Fremde sehen, was öffentlich ist, und sonst nichts.</translation>
    </message>
    <message>
        <source>Checked at {when}: every photo and video is there.</source>
        <translation>Geprüft um {when}: Jedes Foto und Video ist da.</translation>
    </message>
    <message>
        <source>Checked at {when}: it is tried again now.</source>
        <translation>Geprüft um {when}: Es wird jetzt erneut versucht.</translation>
    </message>
    <message>
        <source>Checked at {when}.</source>
        <translation>Geprüft um {when}.</translation>
    </message>
</context>
<context>
    <name>CopyForm</name>
    <message>
        <source>Use the album&apos;s &amp;own server</source>
        <translation>&amp;Server des Albums nehmen</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Attic</source>
        <translation>Dachboden</translation>
    </message>
    <message>
        <source>an administrator is best</source>
        <translation>am besten ein Verwalter</translation>
    </message>
    <message>
        <source>only if it is another one</source>
        <translation>nur wenn es eine andere ist</translation>
    </message>
    <message>
        <source>&amp;Make the database if it is not there</source>
        <translation>Die Datenbank an&amp;legen, wenn sie nicht da ist</translation>
    </message>
    <message>
        <source>Send password and photos un&amp;encrypted to this server</source>
        <translation>Passwort und Fotos &amp;unverschlüsselt an diesen Server senden</translation>
    </message>
    <message>
        <source>&amp;Address, as your album&apos;s server reaches it</source>
        <translation>&amp;Adresse, wie der Server deines Albums sie erreicht</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Datenbank</translation>
    </message>
    <message>
        <source>&amp;User there</source>
        <translation>&amp;Benutzer dort</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Address as this &amp;computer reaches it</source>
        <translation>Adresse von diesem &amp;Computer aus</translation>
    </message>
    <message>
        <source>It may be any CouchDB, also the one that your album lies in: {address}</source>
        <translation>Jede CouchDB geht, auch die, in der dein Album liegt: {address}</translation>
    </message>
    <message>
        <source>&amp;Name of this copy</source>
        <translation>&amp;Name dieser Kopie</translation>
    </message>
    <message>
        <source>Which &amp;way</source>
        <translation>&amp;Richtung</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>Das wird gebraucht.</translation>
    </message>
    <message>
        <source>empty: the one that is known</source>
        <translation>leer: das bekannte</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>A category is needed.</source>
        <translation>Es braucht eine Kategorie.</translation>
    </message>
    <message>
        <source>A file is larger than the album&apos;s server takes.</source>
        <translation>Eine Datei ist größer, als der Server des Albums annimmt.</translation>
    </message>
    <message>
        <source>A folder holds a character that can&apos;t be seen.</source>
        <translation>Ein Ordner enthält ein Zeichen, das man nicht sieht.</translation>
    </message>
    <message>
        <source>A frame is a JPEG.</source>
        <translation>Ein Bild eines Films ist ein JPEG.</translation>
    </message>
    <message>
        <source>A prepared photo could do harm through it. HEIC photos wait in incoming, and all others go on. To have them opened anyway: “{allow} yes”; to leave it so: “{allow} no”.</source>
        <translation>Ein präpariertes Foto könnte damit Schaden anrichten. HEIC-Fotos warten im Eingang, alle anderen gehen weiter. Damit sie trotzdem geöffnet werden: „{allow} yes“; damit es so bleibt: „{allow} no“.</translation>
    </message>
    <message>
        <source>A prepared photo could do harm through it. Please save it as JPEG and add that.</source>
        <translation>Ein präpariertes Foto könnte dadurch Schaden anrichten. Bitte speichere es als JPEG und füge das hinzu.</translation>
    </message>
    <message>
        <source>A prepared photo could do harm through it. So they wait in incoming, as you chose, and all others go on. To have them opened all the same: “{allow} yes”.</source>
        <translation>Ein präpariertes Foto könnte damit Schaden anrichten. Darum warten sie im Eingang, wie du gewählt hast, und alle anderen gehen weiter. Damit sie trotzdem geöffnet werden: „{allow} yes“.</translation>
    </message>
    <message>
        <source>A program that copies one way, such as rsync, sends all that is missing in this folder. Let it remember what it sent, as the page on phones says. Nothing is lost: each photo lies in done.</source>
        <translation>Ein Programm, das in eine Richtung kopiert, wie rsync, schickt alles, was in diesem Ordner fehlt. Lass es sich merken, was es geschickt hat, wie die Seite über Handys sagt. Nichts ist verloren: Jedes Foto liegt in „Fertig“.</translation>
    </message>
    <message>
        <source>A proxy in front of the copy stops that, and what strangers could store there unseen.</source>
        <translation>Ein Proxy vor der Kopie verhindert das, und auch, dass Fremde dort ungesehen etwas ablegen.</translation>
    </message>
    <message>
        <source>A stranger can add a document!</source>
        <translation>Fremde können etwas hinzufügen!</translation>
    </message>
    <message>
        <source>A stranger can add several at once!</source>
        <translation>Fremde können mehreres auf einmal hinzufügen!</translation>
    </message>
    <message>
        <source>A stranger can change who may read it!</source>
        <translation>Fremde können ändern, wer sie lesen darf!</translation>
    </message>
    <message>
        <source>A stranger can delete a document!</source>
        <translation>Fremde können etwas löschen!</translation>
    </message>
    <message>
        <source>A stranger can delete several at once!</source>
        <translation>Fremde können mehreres auf einmal löschen!</translation>
    </message>
    <message>
        <source>A stranger can delete the whole copy!</source>
        <translation>Fremde können die ganze Kopie löschen!</translation>
    </message>
    <message>
        <source>A stranger can put in a program of his own!</source>
        <translation>Fremde können ein eigenes Programm hineinlegen!</translation>
    </message>
    <message>
        <source>A stranger can read it.</source>
        <translation>Fremde können sie lesen.</translation>
    </message>
    <message>
        <source>A stranger can read the copying server&apos;s notes (_local_docs): no photo, but its name.</source>
        <translation>Ein Fremder kann die Notizen des kopierenden Servers lesen (_local_docs): kein Foto, aber seinen Namen.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t add a document.</source>
        <translation>Fremde können nichts hinzufügen.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t add several at once.</source>
        <translation>Fremde können auch nicht mehreres auf einmal hinzufügen.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t change who may read it.</source>
        <translation>Fremde können nicht ändern, wer sie lesen darf.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t delete a document.</source>
        <translation>Fremde können nichts löschen.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t delete several at once.</source>
        <translation>Fremde können auch nicht mehreres auf einmal löschen.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t delete the whole copy.</source>
        <translation>Fremde können die Kopie nicht löschen.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t put in a program of his own.</source>
        <translation>Fremde können kein eigenes Programm hineinlegen.</translation>
    </message>
    <message>
        <source>A stranger can&apos;t read it: {why}</source>
        <translation>Fremde können sie nicht lesen: {why}</translation>
    </message>
    <message>
        <source>A stranger can&apos;t read the copying server&apos;s notes.</source>
        <translation>Ein Fremder kann die Notizen des kopierenden Servers nicht lesen.</translation>
    </message>
    <message>
        <source>A version was taken back, the photo stays: {name}</source>
        <translation>Eine Fassung wurde zurückgenommen, das Foto bleibt: {name}</translation>
    </message>
    <message>
        <source>A video shows more than a photo: faces, number plates, rooms and views by which a place is known, and with its sound also voices, names and what is said in the background. A file also carries place, device, serial numbers, times and further tracks.</source>
        <translation>Ein Video zeigt mehr als ein Foto: Gesichter, Kennzeichen, Zimmer und Ausblicke, an denen man einen Ort erkennt, und mit seinem Ton auch Stimmen, Namen und was im Hintergrund gesagt wird. Eine Datei trägt außerdem Ort, Gerät, Seriennummern, Zeiten und weitere Spuren.</translation>
    </message>
    <message>
        <source>All others are copied. An administrator of that CouchDB raises “max_attachment_size” in the section “couchdb” of its settings; they are sent by themselves within a day then, or at once with “photospool copies check”.</source>
        <translation>Alle anderen sind kopiert. Ein Verwalter dieser CouchDB erhöht „max_attachment_size“ im Abschnitt „couchdb“ ihrer Einstellungen; dann werden sie innerhalb eines Tages von selbst gesendet, oder sofort mit „photospool copies check“.</translation>
    </message>
    <message>
        <source>All others are there. “photospool verify” says more. They are: {names}</source>
        <translation>Alle anderen sind da. „photospool verify“ sagt mehr. Es sind: {names}</translation>
    </message>
    <message>
        <source>An earlier Photospool told strangers the names of files, and who added the photos.</source>
        <translation>Ein früheres Photospool hat Fremden verraten, wie die Dateien heißen und wer die Fotos hinzugefügt hat.</translation>
    </message>
    <message>
        <source>An equal file could not be moved to the trash.</source>
        <translation>Eine gleiche Datei konnte nicht in den Papierkorb.</translation>
    </message>
    <message>
        <source>Another Photospool on this computer has the work folder {parent}.</source>
        <translation>Ein anderes Photospool auf diesem Computer hat den Arbeitsordner {parent}.</translation>
    </message>
    <message>
        <source>Another program is still writing to it.</source>
        <translation>Ein anderes Programm schreibt noch daran.</translation>
    </message>
    <message>
        <source>Another user of this computer ({name}) tried to open your album and was not let in.</source>
        <translation>Ein anderer Benutzer dieses Computers ({name}) wollte dein Album öffnen und wurde nicht eingelassen.</translation>
    </message>
    <message>
        <source>Anybody may read it now.</source>
        <translation>Jetzt dürfen alle sie lesen.</translation>
    </message>
    <message>
        <source>Brought the album&apos;s page up to date.</source>
        <translation>Die Seite des Albums auf den neuesten Stand gebracht.</translation>
    </message>
    <message>
        <source>Brought the album&apos;s views up to date.</source>
        <translation>Die Sichten des Albums auf den neuesten Stand gebracht.</translation>
    </message>
    <message>
        <source>Choose Private or Friends/Family here, and publish photos while looking at them.</source>
        <translation>Wähle hier Private oder Friends/Family und veröffentliche Fotos, während du sie ansiehst.</translation>
    </message>
    <message>
        <source>Choose a later one.</source>
        <translation>Wähle eine spätere.</translation>
    </message>
    <message>
        <source>Choose both, or none.</source>
        <translation>Wähle beide oder keinen.</translation>
    </message>
    <message>
        <source>Choose one beside it: each of the three must stand alone.</source>
        <translation>Wähle einen daneben: Jeder der drei muss für sich stehen.</translation>
    </message>
    <message>
        <source>Choose three folders and an album; that takes a minute.</source>
        <translation>Wähle drei Ordner und ein Album; das dauert eine Minute.</translation>
    </message>
    <message>
        <source>Connect its disk, so that they can be seen.</source>
        <translation>Schließe seine Platte an, damit man sie sehen kann.</translation>
    </message>
    <message>
        <source>Copying fails.</source>
        <translation>Das Kopieren misslingt.</translation>
    </message>
    <message>
        <source>CouchDB does not take this name.</source>
        <translation>CouchDB nimmt diesen Namen nicht.</translation>
    </message>
    <message>
        <source>Deleted {address}.</source>
        <translation>{address} gelöscht.</translation>
    </message>
    <message>
        <source>Each computer needs a work folder of its own. If that one is not in use any more, delete the file {path} and start again.</source>
        <translation>Jeder Computer braucht einen eigenen Arbeitsordner. Wird jener nicht mehr benutzt, lösche die Datei {path} und starte neu.</translation>
    </message>
    <message>
        <source>Each must stand alone.</source>
        <translation>Jeder muss für sich stehen.</translation>
    </message>
    <message>
        <source>Every public photo is there.</source>
        <translation>Jedes öffentliche Foto ist da.</translation>
    </message>
    <message>
        <source>Everything stays in work.</source>
        <translation>Alles bleibt in Arbeit.</translation>
    </message>
    <message>
        <source>Everything stays where it is; it goes on by itself.</source>
        <translation>Alles bleibt, wo es ist; es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Folder {number} must be a table of the settings file.</source>
        <translation>Ordner {number} muss eine Tabelle der Einstellungsdatei sein.</translation>
    </message>
    <message>
        <source>Folders that share work share done too.</source>
        <translation>Ordner, die sich „work“ teilen, teilen sich auch „done“.</translation>
    </message>
    <message>
        <source>Former versions can&apos;t be read by strangers any more.</source>
        <translation>Frühere Fassungen können Fremde nicht mehr lesen.</translation>
    </message>
    <message>
        <source>From now on it is copied by itself.</source>
        <translation>Von jetzt an wird von selbst kopiert.</translation>
    </message>
    <message>
        <source>Give each a name of its own.</source>
        <translation>Gib jedem einen eigenen Namen.</translation>
    </message>
    <message>
        <source>Give it in PHOTOSPOOL_PASSWORD, or agree to a file that only you can read (--in-file).</source>
        <translation>Gib es in PHOTOSPOOL_PASSWORD an oder stimme einer Datei zu, die nur du lesen kannst (--in-file).</translation>
    </message>
    <message>
        <source>Give it one that tells whose photos they are.</source>
        <translation>Gib ihm einen, der sagt, wessen Fotos es sind.</translation>
    </message>
    <message>
        <source>Give yourself the right to.</source>
        <translation>Gib dir das Recht dazu.</translation>
    </message>
    <message>
        <source>HEIC photos go on until one of the two is taken away.</source>
        <translation>HEIC-Fotos gehen weiter, bis eines der beiden entfernt wird.</translation>
    </message>
    <message>
        <source>If it should be one, send it once more from where it came.</source>
        <translation>Falls es eines sein soll, schicke es noch einmal von dort, woher es kam.</translation>
    </message>
    <message>
        <source>If you do not know why, ask whoever looks after this computer.</source>
        <translation>Weißt du nicht, warum, dann frag, wer diesen Computer betreut.</translation>
    </message>
    <message>
        <source>If you have it elsewhere, add it again.</source>
        <translation>Wenn du es noch woanders hast, füge es noch einmal hinzu.</translation>
    </message>
    <message>
        <source>If you opened it twice yourself, all is well. If not, another user of this computer may have looked at your album.</source>
        <translation>Hast du sie selbst zweimal geöffnet, ist alles gut. Wenn nicht, hat vielleicht ein anderer Benutzer dieses Computers in dein Album gesehen.</translation>
    </message>
    <message>
        <source>In pieces of 1 MB, it would work half as long to take a photo and a quarter as long to give an original out again.</source>
        <translation>In Stücken von 1 MB bräuchte er halb so lang, um ein Foto anzunehmen, und ein Viertel, um ein Original wieder herauszugeben.</translation>
    </message>
    <message>
        <source>Install the extra “jxl” (see “JPEG XL” in the documentation of formats), start Photospool again, and retry. Or save it as JPEG and add that.</source>
        <translation>Installiere das Extra „jxl“ (siehe „JPEG XL“ in der Dokumentation der Formate), starte Photospool neu und versuche es noch einmal. Oder speichere es als JPEG und füge das hinzu.</translation>
    </message>
    <message>
        <source>Installed the album&apos;s page.</source>
        <translation>Die Seite des Albums eingerichtet.</translation>
    </message>
    <message>
        <source>Installed the album&apos;s views.</source>
        <translation>Die Sichten des Albums eingerichtet.</translation>
    </message>
    <message>
        <source>Is another disk in its place? It goes on once the first one is back, or when Photospool is restarted.</source>
        <translation>Steckt dort ein anderer Datenträger? Es geht weiter, sobald der erste wieder da ist oder Photospool neu gestartet wird.</translation>
    </message>
    <message>
        <source>It becomes a tag of its photos.</source>
        <translation>Er wird ein Schlagwort seiner Fotos.</translation>
    </message>
    <message>
        <source>It begins with a small letter; then come small letters, digits and _$()+-/ only. Nothing was touched.</source>
        <translation>Er beginnt mit einem kleinen Buchstaben; dann kommen nur kleine Buchstaben, Ziffern und _$()+-/. Nichts wurde angerührt.</translation>
    </message>
    <message>
        <source>It can&apos;t be shown.</source>
        <translation>Es lässt sich nicht anzeigen.</translation>
    </message>
    <message>
        <source>It could not be moved out of the way and is left as it is.</source>
        <translation>Sie ließ sich nicht beiseitelegen und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>It did so twice.</source>
        <translation>Das geschah zweimal.</translation>
    </message>
    <message>
        <source>It goes on at the next start.</source>
        <translation>Es geht beim nächsten Start weiter.</translation>
    </message>
    <message>
        <source>It goes on by itself once it is back.</source>
        <translation>Es geht von selbst weiter, sobald er wieder da ist.</translation>
    </message>
    <message>
        <source>It goes on by itself when it can.</source>
        <translation>Es geht von selbst weiter, sobald es kann.</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>It is a CouchDB {version}.</source>
        <translation>Es ist eine CouchDB {version}.</translation>
    </message>
    <message>
        <source>It is a link, or belongs to somebody else, and was not touched. Please look at it, remove it and start again.</source>
        <translation>Es ist eine Verknüpfung oder gehört jemand anderem und wurde nicht angerührt. Bitte sieh es dir an, entferne es und starte noch einmal.</translation>
    </message>
    <message>
        <source>It is kept as {beside}.</source>
        <translation>Sie ist aufgehoben als {beside}.</translation>
    </message>
    <message>
        <source>It is kept here unchanged and the others go on. Try it again, or report it if that happens once more.</source>
        <translation>Es ist hier unverändert aufgehoben, und die anderen gehen weiter. Versuche es noch einmal, oder melde es, wenn es wieder geschieht.</translation>
    </message>
    <message>
        <source>It is kept here unchanged.</source>
        <translation>Sie liegt hier unverändert.</translation>
    </message>
    <message>
        <source>It is kept unchanged. Please report this: {problem}.</source>
        <translation>Es ist unverändert aufgehoben. Bitte melde das: {problem}.</translation>
    </message>
    <message>
        <source>It is left out.</source>
        <translation>Er bleibt weg.</translation>
    </message>
    <message>
        <source>It is not known any more which photo this file belongs to.</source>
        <translation>Es ist nicht mehr bekannt, zu welchem Foto diese Datei gehört.</translation>
    </message>
    <message>
        <source>It is paused.</source>
        <translation>Sie ist angehalten.</translation>
    </message>
    <message>
        <source>It is tried again by itself; the copy&apos;s server has not forgotten them yet.</source>
        <translation>Es wird von selbst wieder versucht; der Server der Kopie hat sie noch nicht vergessen.</translation>
    </message>
    <message>
        <source>It lies in {path}. This is only its beginning, kept unchanged; you may delete this folder.</source>
        <translation>Es liegt in {path}. Das hier ist nur sein Anfang, unverändert aufgehoben; du darfst diesen Ordner löschen.</translation>
    </message>
    <message>
        <source>It looks like 2013-05-01 or 2013-05-01T12:34:56.</source>
        <translation>Es sieht aus wie 2013-05-01 oder 2013-05-01T12:34:56.</translation>
    </message>
    <message>
        <source>It looks like https://couch.example.org.</source>
        <translation>Sie sieht aus wie https://couch.example.org.</translation>
    </message>
    <message>
        <source>It looks like “de” or “pt_BR”.</source>
        <translation>Es sieht aus wie „de“ oder „pt_BR“.</translation>
    </message>
    <message>
        <source>It may be another one from there than from this computer. Nothing was changed.</source>
        <translation>Vielleicht ist es von dort aus eine andere als von diesem Computer. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It may hold sound alone. The file is kept unchanged among those that need attention.</source>
        <translation>Vielleicht enthält es nur Ton. Die Datei liegt unverändert unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>It may still be on its way. Nothing was changed; it is looked at again. If it stays so, please copy the file once more from where it came.</source>
        <translation>Vielleicht ist noch nicht alles da. Nichts wurde geändert; es wird wieder nachgesehen. Bleibt es so, dann kopiere die Datei bitte noch einmal von dort, wo sie herkam.</translation>
    </message>
    <message>
        <source>It may still be on its way. Nothing was changed; it is looked at again. If it stays so, please copy the video once more from where it came.</source>
        <translation>Vielleicht ist noch nicht alles da. Nichts wurde geändert; es wird wieder nachgesehen. Bleibt es so, dann kopiere das Video bitte noch einmal von dort, wo es herkam.</translation>
    </message>
    <message>
        <source>It refuses every change but its administrators&apos;.</source>
        <translation>Sie lehnt jede Änderung ab, nur die ihrer Verwalter nicht.</translation>
    </message>
    <message>
        <source>It says: {said}</source>
        <translation>Er sagt: {said}</translation>
    </message>
    <message>
        <source>It should look like https://albums.example.org or http://127.0.0.1:5984. Nothing was touched.</source>
        <translation>Sie sollte aussehen wie https://albums.example.org oder http://127.0.0.1:5984. Nichts wurde angerührt.</translation>
    </message>
    <message>
        <source>It stays in done beside the first one, and so do others like it. Has the disk of done a trash that you may write to? The photo is in your album.</source>
        <translation>Sie bleibt in „Fertig“ neben der ersten, und so auch weitere gleiche. Hat der Datenträger von „Fertig“ einen Papierkorb, in den du schreiben darfst? Das Foto ist in deinem Album.</translation>
    </message>
    <message>
        <source>It stays in incoming, and all others go on. An administrator of CouchDB raises the limit with “max_attachment_size” in the section “couchdb” (and “max_http_request_size” in “chttpd”) of its settings; a proxy in front may have one of its own (nginx: client_max_body_size). It is asked again every ten minutes.</source>
        <translation>Sie bleibt im Eingang, alle anderen gehen weiter. Wer den CouchDB verwaltet, hebt die Grenze in seinen Einstellungen mit „max_attachment_size“ im Abschnitt „couchdb“ an (und mit „max_http_request_size“ in „chttpd“); ein Proxy davor kann eine eigene haben (nginx: client_max_body_size). Alle zehn Minuten wird wieder gefragt.</translation>
    </message>
    <message>
        <source>It stays in incoming, and all others go on. Please make room on the disk of the folders and of the album: as much as the file is large, and some more. It goes on by itself.</source>
        <translation>Sie bleibt im Eingang, alle anderen gehen weiter. Bitte mache Platz auf dem Datenträger der Ordner und auf dem des Albums: so viel, wie die Datei groß ist, und etwas mehr. Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>It stays in work and is read again.</source>
        <translation>Es bleibt in Arbeit und wird noch einmal gelesen.</translation>
    </message>
    <message>
        <source>It stays in work and is tried again.</source>
        <translation>Es bleibt in Arbeit und wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>It stays in work and is tried again; all others go on.</source>
        <translation>Sie bleibt in Arbeit und wird noch einmal versucht; alle anderen gehen weiter.</translation>
    </message>
    <message>
        <source>It stays in work and waits.</source>
        <translation>Es bleibt in Arbeit und wartet.</translation>
    </message>
    <message>
        <source>It stays where it is and is tried again when it has come to rest.</source>
        <translation>Es bleibt, wo es ist, und wird noch einmal versucht, sobald es zur Ruhe gekommen ist.</translation>
    </message>
    <message>
        <source>It stays where it is, unchanged, and is tried again.</source>
        <translation>Es bleibt unverändert, wo es ist, und wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>It stays with its photo there.</source>
        <translation>Sie bleibt dort bei ihrem Foto.</translation>
    </message>
    <message>
        <source>It waits for its photo, unchanged.</source>
        <translation>Sie wartet unverändert auf ihr Foto.</translation>
    </message>
    <message>
        <source>It was in the way of {doing}. Please check the disk.</source>
        <translation>Das stand im Weg ({doing}). Bitte prüfe den Datenträger.</translation>
    </message>
    <message>
        <source>It was left out.</source>
        <translation>Sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>It was not added.</source>
        <translation>Es wurde nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>It was not copied, and stays in its folder.</source>
        <translation>Es wurde nicht kopiert und bleibt in seinem Ordner.</translation>
    </message>
    <message>
        <source>It was not handed over.</source>
        <translation>Es wurde nicht übergeben.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>Es wurde angehalten.</translation>
    </message>
    <message>
        <source>It was tried again and again while others went through, and is not tried again by itself. It is kept here unchanged: press “Retry” when the reason is gone, or copy the file once more from where it came.</source>
        <translation>Es wurde immer wieder versucht, während andere durchkamen, und wird nicht mehr von selbst versucht. Es bleibt hier unverändert: Drück auf „Nochmal“, wenn der Grund weg ist, oder kopiere die Datei noch einmal von dort, wo sie herkam.</translation>
    </message>
    <message>
        <source>Its administrator can delete it.</source>
        <translation>Wer ihn verwaltet, kann ihn löschen.</translation>
    </message>
    <message>
        <source>Its file is in the trash: an equal one lies in done.</source>
        <translation>Die Datei ist im Papierkorb: Eine gleiche liegt in „Fertig“.</translation>
    </message>
    <message>
        <source>Its folders are well: only this photo is in the way. Please check the disk, then try again.</source>
        <translation>Mit seinen Ordnern ist alles in Ordnung: Nur dieses Foto ist im Weg. Bitte prüfe den Datenträger und versuche es dann noch einmal.</translation>
    </message>
    <message>
        <source>Its kind can&apos;t be carried. Please add the JPEG that belongs to it, or save one from it. The file is kept unchanged among what needs attention.</source>
        <translation>Diese Art kann nicht übernommen werden. Bitte füge das JPEG dazu hinzu oder speichere eines daraus. Die Datei liegt unverändert unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>Its kind can&apos;t be carried; MP4, MOV, M4V, 3GP, AVI, MKV, WebM and MTS can. The file is kept unchanged among those that need attention.</source>
        <translation>Diese Art lässt sich nicht ins Album bringen; MP4, MOV, M4V, 3GP, AVI, MKV, WebM und MTS schon. Die Datei liegt unverändert unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>Its name says photo, but its content is no JPEG, HEIC, AVIF, JPEG XL, PNG, WebP, TIFF or GIF.</source>
        <translation>Dem Namen nach ist es ein Foto, dem Inhalt nach kein JPEG, HEIC, AVIF, JPEG XL, PNG, WebP, TIFF oder GIF.</translation>
    </message>
    <message>
        <source>Its photo could not be added.</source>
        <translation>Ihr Foto ließ sich nicht hinzufügen.</translation>
    </message>
    <message>
        <source>Its pixels are packed in a way that the decoder does not know, or it is damaged.</source>
        <translation>Seine Bildpunkte sind auf eine Art verpackt, die der Decoder nicht kennt, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>Its setting {limit} is the limit ({error}: {said}).</source>
        <translation>Seine Einstellung {limit} ist die Grenze ({error}: {said}).</translation>
    </message>
    <message>
        <source>Left the album&apos;s page as somebody has changed it.</source>
        <translation>Die Seite des Albums so gelassen, wie jemand sie geändert hat.</translation>
    </message>
    <message>
        <source>Left “{name}” as somebody has changed it.</source>
        <translation>„{name}“ so gelassen, wie jemand es geändert hat.</translation>
    </message>
    <message>
        <source>Let Photospool make it (--create), or check the name.</source>
        <translation>Lass Photospool sie anlegen (--create) oder prüfe den Namen.</translation>
    </message>
    <message>
        <source>Made a name of its own there that can open this copy and nothing else: {user}.</source>
        <translation>Dort einen eigenen Namen angelegt, der diese Kopie öffnet und sonst nichts: {user}.</translation>
    </message>
    <message>
        <source>Made the album “{name}”. Only administrators can see it until you name others.</source>
        <translation>Das Album „{name}“ angelegt. Nur Verwalter sehen es, bis du andere nennst.</translation>
    </message>
    <message>
        <source>Made the database “{database}”. Nobody but its administrators can see it.</source>
        <translation>Die Datenbank „{database}“ angelegt. Nur ihre Verwalter können sie sehen.</translation>
    </message>
    <message>
        <source>Make it, connect its disk, or sign in to the sync client.</source>
        <translation>Lege ihn an, schließe seine Platte an oder melde dich beim Abgleichprogramm an.</translation>
    </message>
    <message>
        <source>Mended so far: {mended}.</source>
        <translation>Bisher gebessert: {mended}.</translation>
    </message>
    <message>
        <source>More than {most} further folders are not possible.</source>
        <translation>Mehr als {most} weitere Ordner gehen nicht.</translation>
    </message>
    <message>
        <source>Move {name} into the Applications folder first, then start it from there.</source>
        <translation>Lege {name} zuerst in den Ordner Programme und starte es von dort.</translation>
    </message>
    <message>
        <source>Name an administrator of that server for the set-up, or have the database made.</source>
        <translation>Nenne zum Einrichten einen Verwalter dieses Servers oder lass die Datenbank anlegen.</translation>
    </message>
    <message>
        <source>New photos can&apos;t go to the trash.</source>
        <translation>Neue Fotos können nicht in den Papierkorb.</translation>
    </message>
    <message>
        <source>No folder is called “{name}”.</source>
        <translation>Kein Ordner heißt „{name}“.</translation>
    </message>
    <message>
        <source>No keyring takes the password.</source>
        <translation>Kein Schlüsselbund nimmt das Passwort.</translation>
    </message>
    <message>
        <source>No original, no place and no serial number in {looked}.</source>
        <translation>Kein Original, kein Ort und keine Seriennummer in {looked}.</translation>
    </message>
    <message>
        <source>No password and no file was sent. Please check the address, this computer&apos;s date, or name the certificate file of your own authority in the settings.</source>
        <translation>Weder Passwort noch Datei wurde gesendet. Bitte prüfe die Adresse und das Datum dieses Computers, oder nenne in den Einstellungen die Zertifikatsdatei deiner eigenen Stelle.</translation>
    </message>
    <message>
        <source>No photo arrives as trash.</source>
        <translation>Kein Foto kommt als Papierkorb an.</translation>
    </message>
    <message>
        <source>Not all videos are there yet: the rest is sent by itself while Photospool runs.</source>
        <translation>Noch sind nicht alle Videos dort: Der Rest wird von selbst gesendet, während Photospool läuft.</translation>
    </message>
    <message>
        <source>Nothing answers at {netloc}.</source>
        <translation>Unter {netloc} antwortet nichts.</translation>
    </message>
    <message>
        <source>Nothing is copied there any more, and its password is forgotten.</source>
        <translation>Es wird nichts mehr dorthin kopiert, und das Passwort ist vergessen.</translation>
    </message>
    <message>
        <source>Nothing is lost. Please try again when that has ended.</source>
        <translation>Nichts ist verloren. Bitte versuch es noch einmal, wenn das vorbei ist.</translation>
    </message>
    <message>
        <source>Nothing is moved yet.</source>
        <translation>Noch wird nichts bewegt.</translation>
    </message>
    <message>
        <source>Nothing is tried again before you give them anew (“photospool copies resume --new-password”).</source>
        <translation>Vorher wird nichts mehr versucht: Gib sie neu an („photospool copies resume --new-password“).</translation>
    </message>
    <message>
        <source>Nothing moves. Please say again which photos are new: in the settings, or with “photospool settings confirm” and --only-new (what is there now stays) or --all.</source>
        <translation>Nichts bewegt sich. Bitte sage noch einmal, welche Fotos neu sind: in den Einstellungen, oder mit „photospool settings confirm“ und --only-new (was jetzt da ist, bleibt) oder --all.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed; begin again to go on.</source>
        <translation>Nichts wurde geändert; beginne noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>Nothing was changed; it is tried once more.</source>
        <translation>Nichts wurde geändert; es wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>Nothing was lost here; begin again to go on: what is there already is not sent a second time.</source>
        <translation>Hier ging nichts verloren; beginne noch einmal, dann geht es weiter: Was schon dort ist, wird nicht ein zweites Mal geschickt.</translation>
    </message>
    <message>
        <source>Of a video they see one picture, unless you chose that they get videos, too.</source>
        <translation>Von einem Video sehen sie nur ein Bild, außer du hast gewählt, dass sie auch Videos bekommen.</translation>
    </message>
    <message>
        <source>On its way: {name} ({sent} of {all})</source>
        <translation>Unterwegs: {name} ({sent} von {all})</translation>
    </message>
    <message>
        <source>One yes mends them, and none disappears for it: “photospool copies mend”, or the Copies tab.</source>
        <translation>Ein Ja bessert sie, und keines verschwindet dafür: „photospool copies mend“, oder der Reiter Kopien.</translation>
    </message>
    <message>
        <source>Only a CouchDB can hold a copy.</source>
        <translation>Nur eine CouchDB kann eine Kopie aufnehmen.</translation>
    </message>
    <message>
        <source>Only an administrator of the album&apos;s server can set up a copy.</source>
        <translation>Nur wer den Server des Albums verwaltet, kann eine Kopie einrichten.</translation>
    </message>
    <message>
        <source>Only an administrator of the album&apos;s server may add a copy.</source>
        <translation>Nur wer den Server des Albums verwaltet, darf eine Kopie hinzufügen.</translation>
    </message>
    <message>
        <source>Only an administrator of the album&apos;s server may do this.</source>
        <translation>Das darf nur, wer den Server des Albums verwaltet.</translation>
    </message>
    <message>
        <source>Only an administrator of the copy&apos;s server can delete it.</source>
        <translation>Nur wer den Server der Kopie verwaltet, kann sie löschen.</translation>
    </message>
    <message>
        <source>Only one that is in the public copy can stand for it. Nothing changed.</source>
        <translation>Nur eines, das in der öffentlichen Kopie ist, kann für sie stehen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Only the album&apos;s server can reach this copy, not this computer.</source>
        <translation>Nur der Server des Albums erreicht diese Kopie, nicht dieser Computer.</translation>
    </message>
    <message>
        <source>Or move the file wherever you like; nothing else refers to it.</source>
        <translation>Oder lege die Datei, wohin du magst; nichts anderes verweist darauf.</translation>
    </message>
    <message>
        <source>Perhaps a network wants you to log in, or address or port are wrong.</source>
        <translation>Vielleicht will ein Netzwerk, dass du dich anmeldest, oder Adresse oder Port stimmen nicht.</translation>
    </message>
    <message>
        <source>Perhaps a network wants you to log in, or the address has changed; it is not followed, so that your password stays here.</source>
        <translation>Vielleicht will ein Netzwerk, dass du dich anmeldest, oder die Adresse hat sich geändert; ihr wird nicht gefolgt, damit dein Passwort hierbleibt.</translation>
    </message>
    <message>
        <source>Photos and videos wait, and are added as soon as it answers again.</source>
        <translation>Fotos und Videos warten und werden hinzugefügt, sobald das Album wieder antwortet.</translation>
    </message>
    <message>
        <source>Photos and videos wait, and it is tried again by itself in five minutes.</source>
        <translation>Fotos und Videos warten, und in fünf Minuten wird es von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>Photos and videos wait.</source>
        <translation>Fotos und Videos warten.</translation>
    </message>
    <message>
        <source>Photos are not taken from wherever it leads. If you made it, restart Photospool; nothing was moved.</source>
        <translation>Fotos werden nicht von dort genommen, wohin er führt. Wenn du ihn angelegt hast, starte Photospool neu; nichts wurde bewegt.</translation>
    </message>
    <message>
        <source>Photos that still do: {count}.</source>
        <translation>Fotos, bei denen das noch so ist: {count}.</translation>
    </message>
    <message>
        <source>Photospool can&apos;t be reached by its own further starts.</source>
        <translation>Photospool ist für weitere eigene Starts nicht zu erreichen.</translation>
    </message>
    <message>
        <source>Photospool ended every time it worked on this file.</source>
        <translation>Photospool endete jedes Mal bei der Arbeit an dieser Datei.</translation>
    </message>
    <message>
        <source>Photospool is already running.</source>
        <translation>Photospool läuft schon.</translation>
    </message>
    <message>
        <source>Photospool is not set up yet.</source>
        <translation>Photospool ist noch nicht eingerichtet.</translation>
    </message>
    <message>
        <source>Photospool is running, and stores files in the album that is to be moved.</source>
        <translation>Photospool läuft und legt Dateien in das Album, das umziehen soll.</translation>
    </message>
    <message>
        <source>Photospool is stopping.</source>
        <translation>Photospool hält gerade an.</translation>
    </message>
    <message>
        <source>Photospool made a mistake with this file.</source>
        <translation>Photospool hat bei dieser Datei einen Fehler gemacht.</translation>
    </message>
    <message>
        <source>Photospool may not move files in {folder}.</source>
        <translation>Photospool darf in {folder} keine Dateien bewegen.</translation>
    </message>
    <message>
        <source>Photospool may not move files out of {path}.</source>
        <translation>Photospool darf keine Dateien aus {path} herausnehmen.</translation>
    </message>
    <message>
        <source>Photospool may not read {path}.</source>
        <translation>Photospool darf {path} nicht lesen.</translation>
    </message>
    <message>
        <source>Please add the photo that it leads to.</source>
        <translation>Bitte füge das Foto hinzu, zu dem sie führt.</translation>
    </message>
    <message>
        <source>Please ask who looks after it, or use another name.</source>
        <translation>Bitte frag, wer sich darum kümmert, oder nimm einen anderen Namen.</translation>
    </message>
    <message>
        <source>Please check the address and the port.</source>
        <translation>Bitte prüfe Adresse und Port.</translation>
    </message>
    <message>
        <source>Please check the address and the port. No password and no file was sent.</source>
        <translation>Bitte prüfe Adresse und Port. Weder Passwort noch Datei wurde gesendet.</translation>
    </message>
    <message>
        <source>Please check the disk of {folder}.</source>
        <translation>Bitte prüfe den Datenträger von {folder}.</translation>
    </message>
    <message>
        <source>Please check the disk or the network drive. Nothing was changed.</source>
        <translation>Bitte prüfe den Datenträger oder das Netzlaufwerk. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Please check the folder {folder}. Everything stays where it is.</source>
        <translation>Bitte prüfe den Ordner {folder}. Alles bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Please check the name, or let Photospool make it (--create).</source>
        <translation>Bitte prüfe den Namen oder lass Photospool sie anlegen (--create).</translation>
    </message>
    <message>
        <source>Please check the name, or let Photospool make it.</source>
        <translation>Bitte prüfe den Namen oder lass Photospool es anlegen.</translation>
    </message>
    <message>
        <source>Please choose a done folder on another disk, then try again. The file is in the album and kept here.</source>
        <translation>Bitte wähle einen Fertig-Ordner auf einem anderen Datenträger und versuche es dann noch einmal. Die Datei ist im Album und bleibt hier.</translation>
    </message>
    <message>
        <source>Please choose it again in the settings. No password and no file was sent.</source>
        <translation>Bitte wähle sie in den Einstellungen neu. Weder Passwort noch Datei wurde gesendet.</translation>
    </message>
    <message>
        <source>Please close other programs.</source>
        <translation>Bitte schließe andere Programme.</translation>
    </message>
    <message>
        <source>Please connect its disk, or sign in to the sync client.</source>
        <translation>Bitte schließe seinen Datenträger an oder melde dich beim Sync-Programm an.</translation>
    </message>
    <message>
        <source>Please connect its disk, sign in to the sync client, or choose another folder.</source>
        <translation>Bitte schließe seinen Datenträger an, melde dich beim Sync-Programm an oder wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Please copy it once more from where it came. If its recording broke off, and it can be played, this writes it once more: ffmpeg -i OLD.mp4 -c copy -map 0 NEW.mp4. It is kept here unchanged.</source>
        <translation>Bitte kopiere es noch einmal von dort, woher es kam. Ist die Aufnahme abgebrochen, und es lässt sich abspielen, schreibt dies es noch einmal: ffmpeg -i ALT.mp4 -c copy -map 0 NEU.mp4. Es wird hier unverändert aufbewahrt.</translation>
    </message>
    <message>
        <source>Please copy it once more from where it came. What there is of it is kept here unchanged.</source>
        <translation>Bitte kopiere die Datei noch einmal von dort, wo sie herkam. Was davon da ist, ist hier unverändert aufgehoben.</translation>
    </message>
    <message>
        <source>Please end it first, or move the album from its window. Nothing was changed.</source>
        <translation>Bitte beende es zuerst, oder zieh das Album aus seinem Fenster um. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Please enter them again. Nothing more is tried before, so that the account is not locked.</source>
        <translation>Bitte gib sie noch einmal ein. Vorher wird nichts mehr versucht, damit das Konto nicht gesperrt wird.</translation>
    </message>
    <message>
        <source>Please enter them in the settings.</source>
        <translation>Bitte gib sie in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>Please give such a name and password.</source>
        <translation>Bitte gib einen solchen Namen und sein Passwort an.</translation>
    </message>
    <message>
        <source>Please give them again. Nothing more is tried before, so that the account is not locked.</source>
        <translation>Bitte gib sie noch einmal an. Vorher wird nichts mehr versucht, damit das Konto nicht gesperrt wird.</translation>
    </message>
    <message>
        <source>Please give them again. Nothing was changed.</source>
        <translation>Bitte gib sie noch einmal ein. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Please give yourself the right to read it.</source>
        <translation>Bitte gib dir das Recht, ihn zu lesen.</translation>
    </message>
    <message>
        <source>Please give yourself the right to read it. It stays where it is, unchanged.</source>
        <translation>Bitte gib dir das Recht, sie zu lesen. Sie bleibt unverändert, wo sie ist.</translation>
    </message>
    <message>
        <source>Please give yourself the right to write there. Everything stays where it is.</source>
        <translation>Bitte gib dir das Recht, dort zu schreiben. Alles bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Please install that version again.</source>
        <translation>Bitte installiere jene Version wieder.</translation>
    </message>
    <message>
        <source>Please install the newest Photospool.</source>
        <translation>Bitte installiere das neueste Photospool.</translation>
    </message>
    <message>
        <source>Please look at its settings ({file}).</source>
        <translation>Bitte sieh in seine Einstellungen ({file}).</translation>
    </message>
    <message>
        <source>Please look at its settings.</source>
        <translation>Bitte sieh in seine Einstellungen.</translation>
    </message>
    <message>
        <source>Please make it a member of that database, or name another.</source>
        <translation>Bitte mach ihn zum Mitglied dieser Datenbank oder nenne einen anderen.</translation>
    </message>
    <message>
        <source>Please make it writable. Everything stays where it is.</source>
        <translation>Bitte mache ihn beschreibbar. Alles bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Please make room on the disk of {folder}.</source>
        <translation>Bitte mache Platz auf dem Datenträger von {folder}.</translation>
    </message>
    <message>
        <source>Please make room on the disk of {folder}. Everything stays where it is.</source>
        <translation>Bitte schaffe Platz auf dem Datenträger von {folder}. Alles bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Please make room there ({left} MB are left).</source>
        <translation>Bitte schaffe dort Platz ({left} MB sind übrig).</translation>
    </message>
    <message>
        <source>Please make room there.</source>
        <translation>Bitte schaffe dort Platz.</translation>
    </message>
    <message>
        <source>Please move it to another folder.</source>
        <translation>Bitte lege es in einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Please name a new one for the public copy. Nothing was changed.</source>
        <translation>Bitte nenne eine neue für die öffentliche Kopie. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Please open a web page and log in.</source>
        <translation>Bitte öffne eine Webseite und melde dich an.</translation>
    </message>
    <message>
        <source>Please put it into the incoming folder again, where its photo lay. It is kept here unchanged.</source>
        <translation>Bitte lege sie noch einmal in den Eingangsordner, dorthin, wo ihr Foto lag. Sie liegt hier unverändert.</translation>
    </message>
    <message>
        <source>Please put the settings file itself there. Usual settings are used.</source>
        <translation>Bitte lege die Einstellungsdatei selbst dorthin. Es gelten die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>Please raise its limit (nginx calls it client_max_body_size).</source>
        <translation>Bitte erhöhe seine Grenze (bei nginx heißt sie client_max_body_size).</translation>
    </message>
    <message>
        <source>Please report this {said}.</source>
        <translation>Bitte melde das {said}.</translation>
    </message>
    <message>
        <source>Please report this: it should not happen.</source>
        <translation>Bitte melde das: Es sollte nicht vorkommen.</translation>
    </message>
    <message>
        <source>Please run “photospool album setup” first.</source>
        <translation>Bitte führe zuerst „photospool album setup“ aus.</translation>
    </message>
    <message>
        <source>Please save it as JPEG and add that.</source>
        <translation>Bitte speichere es als JPEG und füge das hinzu.</translation>
    </message>
    <message>
        <source>Please sign in as one, or ask who looks after the server. Nothing was touched.</source>
        <translation>Bitte melde dich so an oder frag, wer sich um den Server kümmert. Nichts wurde angerührt.</translation>
    </message>
    <message>
        <source>Please sign in as one.</source>
        <translation>Bitte melde dich so an.</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>Bitte versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Please type it anew.</source>
        <translation>Bitte tippe es neu ein.</translation>
    </message>
    <message>
        <source>Please use an https address. No password and no file was sent.</source>
        <translation>Bitte nimm eine https-Adresse. Weder Passwort noch Datei wurde gesendet.</translation>
    </message>
    <message>
        <source>Put the name into “album.user” and the password into the keyring.</source>
        <translation>Schreibe den Namen in „album.user“ und lege das Passwort in den Schlüsselbund.</translation>
    </message>
    <message>
        <source>Raw files are taken after your yes: “photospool settings kinds --take-raw”. Or please add the JPEG that belongs to it. The file is kept unchanged among what needs attention.</source>
        <translation>Rohdateien werden nach deinem Ja übernommen: „photospool settings kinds --take-raw“. Oder füge bitte das JPEG dazu hinzu. Die Datei liegt unverändert unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>Reading this file ended the reader.</source>
        <translation>Beim Lesen dieser Datei ist das Leseprogramm abgebrochen.</translation>
    </message>
    <message>
        <source>Reading this file needs too much memory.</source>
        <translation>Diese Datei zu lesen braucht zu viel Speicher.</translation>
    </message>
    <message>
        <source>Reading this file took too long.</source>
        <translation>Diese Datei zu lesen hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>Resume it first, so that strangers get what is mended.</source>
        <translation>Setze sie zuerst fort, damit Fremde bekommen, was gebessert ist.</translation>
    </message>
    <message>
        <source>Run “{line}” and start Photospool again.</source>
        <translation>Führe „{line}“ aus und starte Photospool neu.</translation>
    </message>
    <message>
        <source>Say once that folders and album are right, and it begins.</source>
        <translation>Sag einmal, dass Ordner und Album stimmen, dann geht es los.</translation>
    </message>
    <message>
        <source>See “photospool settings” for all.</source>
        <translation>Alle zeigt „photospool settings“.</translation>
    </message>
    <message>
        <source>Small files that were moved there were not there afterwards, however it was done. Please choose a done folder on another disk. Everything stays where it is.</source>
        <translation>Kleine Dateien, die dorthin verschoben wurden, waren danach nicht da, auf welche Weise auch immer. Bitte wähle einen Fertig-Ordner auf einem anderen Datenträger. Alles bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Small files that were written there anew were not there afterwards. Please choose a work folder on another disk. Everything stays where it is.</source>
        <translation>Kleine Dateien, die dort neu geschrieben wurden, waren danach nicht da. Bitte wähle einen Arbeitsordner auf einem anderen Datenträger. Alles bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Small letters, digits and _ $ ( ) + - /, with a letter first.</source>
        <translation>Kleine Buchstaben, Ziffern und _ $ ( ) + - /, ein Buchstabe zuerst.</translation>
    </message>
    <message>
        <source>Some photos that say Public are not shown to strangers, for their pictures hold something else.</source>
        <translation>Einige Fotos, die Öffentlich sind, werden Fremden nicht gezeigt, denn in ihren Bildern steckt noch etwas anderes.</translation>
    </message>
    <message>
        <source>Some videos or photos are not in the copy: its server does not take files that large.</source>
        <translation>Einige Videos oder Fotos fehlen in der Kopie: Ihr Server nimmt so große Dateien nicht an.</translation>
    </message>
    <message>
        <source>Some videos or photos could not be carried to a copy, or from it.</source>
        <translation>Manche Videos oder Fotos konnten nicht in eine Kopie gebracht werden, oder aus ihr.</translation>
    </message>
    <message>
        <source>Somebody else changes the album&apos;s views at the same time.</source>
        <translation>Jemand anders ändert gleichzeitig die Sichten des Albums.</translation>
    </message>
    <message>
        <source>Somebody else changes the same thing in the album again and again.</source>
        <translation>Jemand anderes ändert im Album immer wieder dasselbe.</translation>
    </message>
    <message>
        <source>Somebody else changes this photo in the album at the same time.</source>
        <translation>Jemand anders ändert dieses Foto gerade auch im Album.</translation>
    </message>
    <message>
        <source>Somebody else may have taken it away.</source>
        <translation>Vielleicht hat sie jemand anders weggenommen.</translation>
    </message>
    <message>
        <source>Somebody moved it.</source>
        <translation>Jemand hat es bewegt.</translation>
    </message>
    <message>
        <source>Somebody moved or removed it.</source>
        <translation>Jemand hat es bewegt oder entfernt.</translation>
    </message>
    <message>
        <source>Somebody moved or removed its folder.</source>
        <translation>Jemand hat seinen Ordner bewegt oder entfernt.</translation>
    </message>
    <message>
        <source>Somebody wrote it into a document: “photospool verify” names which.</source>
        <translation>Jemand hat es in ein Dokument geschrieben; „photospool verify“ nennt, in welches.</translation>
    </message>
    <message>
        <source>Somebody wrote what no program can take. “photospool verify” names it; the photo is kept here unchanged.</source>
        <translation>Jemand hat etwas geschrieben, das kein Programm lesen kann. „photospool verify“ nennt es; das Foto liegt hier unverändert.</translation>
    </message>
    <message>
        <source>Something between here and there changes files, or its disk is broken.</source>
        <translation>Etwas auf dem Weg dorthin verändert Dateien, oder seine Festplatte ist defekt.</translation>
    </message>
    <message>
        <source>Something else than a CouchDB answers at the album&apos;s address.</source>
        <translation>Unter der Adresse des Albums antwortet etwas anderes als eine CouchDB.</translation>
    </message>
    <message>
        <source>Something else than a CouchDB answers at the copy&apos;s address.</source>
        <translation>Unter der Adresse der Kopie antwortet etwas anderes als eine CouchDB.</translation>
    </message>
    <message>
        <source>Start at the very top.</source>
        <translation>Beginne ganz oben.</translation>
    </message>
    <message>
        <source>Stopped while reading.</source>
        <translation>Beim Lesen angehalten.</translation>
    </message>
    <message>
        <source>Strangers can play {name} now.</source>
        <translation>Fremde können {name} jetzt abspielen.</translation>
    </message>
    <message>
        <source>Strangers can still read former versions of photos, which they should not.</source>
        <translation>Fremde können noch frühere Fassungen von Fotos lesen, was sie nicht sollen.</translation>
    </message>
    <message>
        <source>Strangers don&apos;t see this photo.</source>
        <translation>Fremde sehen dieses Foto nicht.</translation>
    </message>
    <message>
        <source>Strangers never get that file. They get a copy that is written anew from its picture, and from its sound if you choose that: no other tracks, no notes, no times, no names. What is seen and heard stays in it, and so would a mark that somebody hid inside of either. A video that can&apos;t be rewritten so (MKV, WebM, AVI, MTS, films in pieces, other codecs than H.264, HEVC and AAC) is shown by its picture alone, as before.</source>
        <translation>Diese Datei bekommen Fremde nie. Sie bekommen eine Kopie, die aus ihrem Bild neu geschrieben wird, und aus ihrem Ton, wenn du das bestimmst: keine anderen Spuren, keine Notizen, keine Zeiten, keine Namen. Was zu sehen und zu hören ist, bleibt darin, und ebenso ein Zeichen, das jemand im Bild oder im Ton selbst versteckt hätte. Von einem Video, das sich nicht so neu schreiben lässt (MKV, WebM, AVI, MTS, Filme in Stücken, andere Codecs als H.264, HEVC und AAC), ist wie bisher nur das eine Bild zu sehen.</translation>
    </message>
    <message>
        <source>Strangers see nothing of it any more.</source>
        <translation>Fremde sehen nichts mehr davon.</translation>
    </message>
    <message>
        <source>Strangers see one picture of {name} and can&apos;t play it: {why}.</source>
        <translation>Fremde sehen von {name} nur ein Bild und können es nicht abspielen: {why}.</translation>
    </message>
    <message>
        <source>Strangers see the picture, its description and tags, when it was taken and added, camera and exposure, its size and, if you chose one, your name for strangers.</source>
        <translation>Fremde sehen das Bild, seine Beschreibung und Schlagwörter, wann es aufgenommen wurde und dazukam, Kamera und Belichtung, seine Größe und, falls du einen gewählt hast, deinen Namen für Fremde.</translation>
    </message>
    <message>
        <source>Strangers see what they must not, in {looked}.</source>
        <translation>Fremde sehen, was sie nicht sehen dürfen, in {looked}.</translation>
    </message>
    <message>
        <source>Syncthing does so after “Override” on the phone, or when its index was reset. Leave “Override” alone: the folders may differ. Nothing is lost: each photo lies in done.</source>
        <translation>Das macht Syncthing nach „Überschreiben“ auf dem Handy, oder wenn sein Index zurückgesetzt wurde. Lass „Überschreiben“ in Ruhe: Die Ordner dürfen verschieden sein. Nichts ist verloren: Jedes Foto liegt in „Fertig“.</translation>
    </message>
    <message>
        <source>Taken back: {name}</source>
        <translation>Zurückgenommen: {name}</translation>
    </message>
    <message>
        <source>That address means another machine here.</source>
        <translation>Diese Adresse meint hier einen anderen Rechner.</translation>
    </message>
    <message>
        <source>That server does the copying and keeps the password for it. Please sign in as one. Nothing was changed.</source>
        <translation>Dieser Server kopiert und behält dafür das Passwort. Bitte melde dich als Verwalter an. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The address holds a name or a password.</source>
        <translation>Die Adresse enthält einen Namen oder ein Passwort.</translation>
    </message>
    <message>
        <source>The address must not hold “?” or “#”.</source>
        <translation>Die Adresse darf kein „?“ oder „#“ enthalten.</translation>
    </message>
    <message>
        <source>The address of your album was used twice. Whoever had entered with it is out again.</source>
        <translation>Die Adresse deines Albums wurde zweimal benutzt. Wer damit hineinkam, ist wieder draußen.</translation>
    </message>
    <message>
        <source>The album does not understand what it was asked: {said}</source>
        <translation>Das Album versteht nicht, wonach es gefragt wurde: {said}</translation>
    </message>
    <message>
        <source>The album has no views yet.</source>
        <translation>Das Album hat noch keine Sichten.</translation>
    </message>
    <message>
        <source>The album has nothing of this name: {said}</source>
        <translation>Im Album gibt es nichts mit diesem Namen: {said}</translation>
    </message>
    <message>
        <source>The album holds another photo under the same fingerprint.</source>
        <translation>Das Album hat ein anderes Foto unter demselben Fingerabdruck.</translation>
    </message>
    <message>
        <source>The album is closed.</source>
        <translation>Das Album ist geschlossen.</translation>
    </message>
    <message>
        <source>The album itself is well.</source>
        <translation>Dem Album selbst geht es gut.</translation>
    </message>
    <message>
        <source>The album on this computer can&apos;t be used now.</source>
        <translation>Das Album auf diesem Computer lässt sich gerade nicht benutzen.</translation>
    </message>
    <message>
        <source>The album on this computer is being changed by somebody else.</source>
        <translation>Das Album auf diesem Computer wird gerade von jemand anderem geändert.</translation>
    </message>
    <message>
        <source>The album says something of this photo that can&apos;t be read.</source>
        <translation>Das Album sagt etwas über dieses Foto, das sich nicht lesen lässt.</translation>
    </message>
    <message>
        <source>The album was closed.</source>
        <translation>Das Album wurde geschlossen.</translation>
    </message>
    <message>
        <source>The album was written by a newer Photospool.</source>
        <translation>Das Album wurde von einem neueren Photospool geschrieben.</translation>
    </message>
    <message>
        <source>The album&apos;s address can&apos;t be read.</source>
        <translation>Die Adresse des Albums lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The album&apos;s address leads somewhere else.</source>
        <translation>Die Adresse des Albums führt woandershin.</translation>
    </message>
    <message>
        <source>The album&apos;s disk does not give back what was written.</source>
        <translation>Der Datenträger des Albums gibt nicht zurück, was geschrieben wurde.</translation>
    </message>
    <message>
        <source>The album&apos;s name is not allowed.</source>
        <translation>Der Name des Albums ist nicht erlaubt.</translation>
    </message>
    <message>
        <source>The album&apos;s server can fetch from there.</source>
        <translation>Der Server des Albums kann von dort holen.</translation>
    </message>
    <message>
        <source>The album&apos;s server can&apos;t reach it just now. Please check it again when it can.</source>
        <translation>Der Server des Albums erreicht sie gerade nicht. Bitte prüfe sie noch einmal, wenn er es kann.</translation>
    </message>
    <message>
        <source>The album&apos;s server can&apos;t reach the copy&apos;s address.</source>
        <translation>Der Server des Albums erreicht die Adresse der Kopie nicht.</translation>
    </message>
    <message>
        <source>The album&apos;s server can&apos;t work now (error {status}).</source>
        <translation>Der Server des Albums kann gerade nicht arbeiten (Fehler {status}).</translation>
    </message>
    <message>
        <source>The album&apos;s server carried one test document there, and took it back.</source>
        <translation>Der Server des Albums hat ein Probestück hingebracht und zurückgenommen.</translation>
    </message>
    <message>
        <source>The album&apos;s server could not copy anything there.</source>
        <translation>Der Server des Albums konnte nichts dorthin kopieren.</translation>
    </message>
    <message>
        <source>The album&apos;s server could not take the file ({said}).</source>
        <translation>Der Server des Albums konnte die Datei nicht annehmen ({said}).</translation>
    </message>
    <message>
        <source>The album&apos;s server does not accept the name and the password.</source>
        <translation>Der Server des Albums nimmt Name und Passwort nicht an.</translation>
    </message>
    <message>
        <source>The album&apos;s server does not take this file.</source>
        <translation>Der Server des Albums nimmt diese Datei nicht.</translation>
    </message>
    <message>
        <source>The album&apos;s server does not understand us.</source>
        <translation>Der Server des Albums versteht uns nicht.</translation>
    </message>
    <message>
        <source>The album&apos;s server finds no such database there.</source>
        <translation>Der Server des Albums findet dort keine solche Datenbank.</translation>
    </message>
    <message>
        <source>The album&apos;s server gave an answer that makes no sense.</source>
        <translation>Der Server des Albums gab eine Antwort, die keinen Sinn ergibt.</translation>
    </message>
    <message>
        <source>The album&apos;s server has no room left.</source>
        <translation>Der Server des Albums hat keinen Platz mehr.</translation>
    </message>
    <message>
        <source>The album&apos;s server is being looked after.</source>
        <translation>Der Server des Albums wird gerade gewartet.</translation>
    </message>
    <message>
        <source>The album&apos;s server keeps other bytes than it was sent.</source>
        <translation>Der Server des Albums hat etwas anderes aufgehoben, als gesendet wurde.</translation>
    </message>
    <message>
        <source>The album&apos;s server lost count of the file&apos;s bytes.</source>
        <translation>Der Server des Albums hat sich bei dieser Datei verzählt.</translation>
    </message>
    <message>
        <source>The album&apos;s server refuses this file, and takes others.</source>
        <translation>Der Server des Albums weist diese Datei ab und nimmt andere an.</translation>
    </message>
    <message>
        <source>The album&apos;s server refuses to sign in for some minutes.</source>
        <translation>Der Server des Albums lässt einige Minuten lang niemanden herein.</translation>
    </message>
    <message>
        <source>The album&apos;s server sent what no program can read.</source>
        <translation>Der Server des Albums hat etwas geschickt, das kein Programm lesen kann.</translation>
    </message>
    <message>
        <source>The album&apos;s server wants a name and a password.</source>
        <translation>Der Server des Albums möchte Name und Passwort.</translation>
    </message>
    <message>
        <source>The card was taken out before all of it was copied.</source>
        <translation>Die Karte wurde herausgenommen, bevor alles von ihr kopiert war.</translation>
    </message>
    <message>
        <source>The certificate file of your own authority can&apos;t be read.</source>
        <translation>Die Zertifikatsdatei deiner eigenen Stelle lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The certificate of {netloc} can&apos;t be trusted: {why}.</source>
        <translation>Dem Zertifikat von {netloc} ist nicht zu trauen: {why}.</translation>
    </message>
    <message>
        <source>The connection to {netloc} was interrupted.</source>
        <translation>Die Verbindung zu {netloc} wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The connection was interrupted while a file was being sent.</source>
        <translation>Die Verbindung wurde unterbrochen, während eine Datei gesendet wurde.</translation>
    </message>
    <message>
        <source>The copy&apos;s _design/readonly is not at work.</source>
        <translation>_design/readonly der Kopie wirkt nicht.</translation>
    </message>
    <message>
        <source>The copy&apos;s page can&apos;t play videos: that server&apos;s policy does not let it.</source>
        <translation>Die Seite der Kopie kann keine Videos abspielen: Die Richtlinie dieses Servers lässt es nicht zu.</translation>
    </message>
    <message>
        <source>The copy&apos;s server</source>
        <translation>Der Server der Kopie</translation>
    </message>
    <message>
        <source>The copy&apos;s server can&apos;t be reached.</source>
        <translation>Der Server der Kopie ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>The copy&apos;s server can&apos;t work now ({said}).</source>
        <translation>Der Server der Kopie kann gerade nicht arbeiten ({said}).</translation>
    </message>
    <message>
        <source>The copy&apos;s server does not accept the name and the password any more.</source>
        <translation>Der Server der Kopie nimmt Name und Passwort nicht mehr an.</translation>
    </message>
    <message>
        <source>The copy&apos;s server does not accept the name and the password.</source>
        <translation>Der Server der Kopie nimmt Name und Passwort nicht an.</translation>
    </message>
    <message>
        <source>The copy&apos;s server does not understand us.</source>
        <translation>Der Server der Kopie versteht uns nicht.</translation>
    </message>
    <message>
        <source>The copy&apos;s server has no room left.</source>
        <translation>Der Server der Kopie hat keinen Platz mehr.</translation>
    </message>
    <message>
        <source>The copy&apos;s server is there, but it has no database of this name.</source>
        <translation>Der Server der Kopie ist da, hat aber keine Datenbank dieses Namens.</translation>
    </message>
    <message>
        <source>The copy&apos;s server lets this name look, but takes nothing from it.</source>
        <translation>Der Server der Kopie lässt diesen Namen schauen, nimmt aber nichts von ihm an.</translation>
    </message>
    <message>
        <source>The database holds other things already, which strangers would see.</source>
        <translation>In der Datenbank liegt schon anderes, das Fremde sehen würden.</translation>
    </message>
    <message>
        <source>The database “{database}” is there.</source>
        <translation>Die Datenbank „{database}“ ist da.</translation>
    </message>
    <message>
        <source>The decoder for HEIC photos does not start.</source>
        <translation>Der Decoder für HEIC-Fotos startet nicht.</translation>
    </message>
    <message>
        <source>The decoder for HEIC photos has known faults ({found}; {wanted} mends them).</source>
        <translation>Der Decoder für HEIC-Fotos hat bekannte Fehler ({found}; {wanted} behebt sie).</translation>
    </message>
    <message>
        <source>The decoder for HEIC photos is missing, empty or damaged.</source>
        <translation>Der Decoder für HEIC-Fotos fehlt, ist leer oder beschädigt.</translation>
    </message>
    <message>
        <source>The disk could not read the file.</source>
        <translation>Der Datenträger konnte die Datei nicht lesen.</translation>
    </message>
    <message>
        <source>The disk of the done folder takes no name that this file could have.</source>
        <translation>Der Datenträger des Fertig-Ordners nimmt keinen Namen, den diese Datei haben könnte.</translation>
    </message>
    <message>
        <source>The disk of {done} loses files.</source>
        <translation>Der Datenträger von {done} verliert Dateien.</translation>
    </message>
    <message>
        <source>The disk of {folder} can only be read.</source>
        <translation>Der Datenträger von {folder} lässt sich nur lesen.</translation>
    </message>
    <message>
        <source>The disk of {folder} had a problem.</source>
        <translation>Der Datenträger von {folder} hatte ein Problem.</translation>
    </message>
    <message>
        <source>The disk of {work} loses files.</source>
        <translation>Der Datenträger von {work} verliert Dateien.</translation>
    </message>
    <message>
        <source>The disk would not let this file be moved.</source>
        <translation>Der Datenträger lässt diese Datei nicht verschieben.</translation>
    </message>
    <message>
        <source>The end of this photo is missing.</source>
        <translation>Das Ende dieses Fotos fehlt.</translation>
    </message>
    <message>
        <source>The end of this video is missing.</source>
        <translation>Das Ende dieses Videos fehlt.</translation>
    </message>
    <message>
        <source>The ended package pi-heif is still installed beside the one that took its place.</source>
        <translation>Das eingestellte Paket pi-heif ist noch neben dem installiert, das es ersetzt.</translation>
    </message>
    <message>
        <source>The event needs a name.</source>
        <translation>Der Anlass braucht einen Namen.</translation>
    </message>
    <message>
        <source>The file can&apos;t be read now.</source>
        <translation>Die Datei lässt sich gerade nicht lesen.</translation>
    </message>
    <message>
        <source>The file changed while it was being copied into the album.</source>
        <translation>Die Datei änderte sich, während sie ins Album kopiert wurde.</translation>
    </message>
    <message>
        <source>The file changed while it was being sent.</source>
        <translation>Die Datei änderte sich, während sie gesendet wurde.</translation>
    </message>
    <message>
        <source>The file is kept unchanged among what needs attention.</source>
        <translation>Die Datei liegt unverändert unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>The file is kept unchanged among what needs attention. It may be damaged: please look at it with another program, and save a copy from there.</source>
        <translation>Die Datei liegt unverändert unter „Braucht dich“. Vielleicht ist sie beschädigt: Bitte sieh sie mit einem anderen Programm an und speichere von dort eine Kopie.</translation>
    </message>
    <message>
        <source>The file is kept unchanged among what needs attention. Please save a smaller copy (up to {most} megapixels) and add that.</source>
        <translation>Die Datei liegt unverändert unter „Braucht dich“. Bitte speichere eine kleinere Kopie (bis {most} Megapixel) und füge die hinzu.</translation>
    </message>
    <message>
        <source>The file is kept unchanged among what needs attention. Please save it with 8 bits a channel from the program that made it, and add that.</source>
        <translation>Die Datei liegt unverändert unter „Braucht dich“. Bitte speichere sie aus dem Programm, das sie gemacht hat, mit 8 Bit je Kanal und füge die hinzu.</translation>
    </message>
    <message>
        <source>The file is kept unchanged among what needs attention. Please tell the makers of Photospool: {problem}.</source>
        <translation>Die Datei liegt unverändert unter „Braucht dich“. Bitte sage es denen, die Photospool machen: {problem}.</translation>
    </message>
    <message>
        <source>The file is larger than the album&apos;s server takes.</source>
        <translation>Die Datei ist größer, als der Server des Albums nimmt.</translation>
    </message>
    <message>
        <source>The file is larger than the proxy in front of the album&apos;s server lets through.</source>
        <translation>Die Datei ist größer, als der Proxy vor dem Server des Albums durchlässt.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file keeps changing.</source>
        <translation>Die Datei ändert sich immer noch.</translation>
    </message>
    <message>
        <source>The file may not be read.</source>
        <translation>Die Datei darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file stays here; begin again to go on.</source>
        <translation>Die Datei bleibt hier; beginne noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>The file stays in work, unchanged, and is asked for first.</source>
        <translation>Die Datei bleibt unverändert in Arbeit, und zuerst wird nach ihr gefragt.</translation>
    </message>
    <message>
        <source>The file stays in work, unchanged, and waits.</source>
        <translation>Die Datei bleibt unverändert in Arbeit und wartet.</translation>
    </message>
    <message>
        <source>The file stays in work, unchanged.</source>
        <translation>Die Datei bleibt unverändert in Arbeit.</translation>
    </message>
    <message>
        <source>The file stays where it is and is read again.</source>
        <translation>Die Datei bleibt, wo sie ist, und wird noch einmal gelesen.</translation>
    </message>
    <message>
        <source>The file stays where it is.</source>
        <translation>Die Datei bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>The file was taken out of work.</source>
        <translation>Die Datei wurde aus der Arbeit genommen.</translation>
    </message>
    <message>
        <source>The film was taken back: {name}</source>
        <translation>Der Film wurde zurückgenommen: {name}</translation>
    </message>
    <message>
        <source>The folder is left out: nothing is taken from there.</source>
        <translation>Der Ordner bleibt weg: Von dort wird nichts genommen.</translation>
    </message>
    <message>
        <source>The folder {path} has no name.</source>
        <translation>Der Ordner {path} hat keinen Namen.</translation>
    </message>
    <message>
        <source>The folder “{name}” is not chosen yet.</source>
        <translation>Der Ordner „{name}“ ist noch nicht gewählt.</translation>
    </message>
    <message>
        <source>The folders can&apos;t be used like this.</source>
        <translation>So lassen sich die Ordner nicht verwenden.</translation>
    </message>
    <message>
        <source>The folders of “{name}” lie in one another.</source>
        <translation>Die Ordner von „{name}“ liegen ineinander.</translation>
    </message>
    <message>
        <source>The frame has another shape than the video.</source>
        <translation>Das Bild hat eine andere Form als das Video.</translation>
    </message>
    <message>
        <source>The incoming folder {incoming} may not be read.</source>
        <translation>Der Eingang {incoming} darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The list of photos that should stay in incoming is lost.</source>
        <translation>Die Liste der Fotos, die im Eingang bleiben sollten, ist verloren.</translation>
    </message>
    <message>
        <source>The mode of “{name}” is “move” or “copy”.</source>
        <translation>Die Art von „{name}“ ist „move“ oder „copy“.</translation>
    </message>
    <message>
        <source>The name {host} can&apos;t be found.</source>
        <translation>Der Name {host} ist nicht zu finden.</translation>
    </message>
    <message>
        <source>The name {made_user} stays on the copy&apos;s server, where nobody knows its password.</source>
        <translation>Der Name {made_user} bleibt auf dem Server der Kopie, wo niemand sein Passwort kennt.</translation>
    </message>
    <message>
        <source>The network wants you to log in first.</source>
        <translation>Das Netzwerk will, dass du dich zuerst anmeldest.</translation>
    </message>
    <message>
        <source>The other album does not take the photo now.</source>
        <translation>Das andere Album nimmt das Foto gerade nicht an.</translation>
    </message>
    <message>
        <source>The other album keeps other bytes than it was sent.</source>
        <translation>Das andere Album behält andere Bytes, als ihm gesandt wurden.</translation>
    </message>
    <message>
        <source>The page could not be given its title. It can be given later.</source>
        <translation>Die Seite konnte ihren Titel nicht bekommen. Du kannst ihn später geben.</translation>
    </message>
    <message>
        <source>The part of Photospool that reads photos does not start. It is tried again.</source>
        <translation>Der Teil von Photospool, der Fotos liest, startet nicht. Es wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>The photo is damaged.</source>
        <translation>Das Foto ist beschädigt.</translation>
    </message>
    <message>
        <source>The photo that this file belongs to is not in the album.</source>
        <translation>Das Foto, zu dem diese Datei gehört, ist nicht im Album.</translation>
    </message>
    <message>
        <source>The place where it listens can&apos;t be used; another user may have taken it. Photos that you hand to it by “Open with” do not reach it; please add them in its window.</source>
        <translation>Der Platz, an dem es zuhört, lässt sich nicht benutzen; vielleicht hat ihn ein anderer Benutzer genommen. Fotos, die du ihm mit „Öffnen mit“ gibst, erreichen es nicht; bitte füge sie in seinem Fenster hinzu.</translation>
    </message>
    <message>
        <source>The program ends.</source>
        <translation>Das Programm endet.</translation>
    </message>
    <message>
        <source>The program lies in a folder whose name is not valid text.</source>
        <translation>Das Programm liegt in einem Ordner, dessen Name kein gültiger Text ist.</translation>
    </message>
    <message>
        <source>The public copy did not pass as a stranger sees it, so it was closed again.</source>
        <translation>Die öffentliche Kopie hat mit den Augen von Fremden nicht bestanden; darum wurde sie wieder geschlossen.</translation>
    </message>
    <message>
        <source>The public copy is not complete, so it was not opened.</source>
        <translation>Die öffentliche Kopie ist nicht vollständig; darum wurde sie nicht geöffnet.</translation>
    </message>
    <message>
        <source>The quality is a number from 50 to 95.</source>
        <translation>Die Qualität ist eine Zahl von 50 bis 95.</translation>
    </message>
    <message>
        <source>The reason is not known any more.</source>
        <translation>Der Grund ist nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>The same files come again and again.</source>
        <translation>Dieselben Dateien kommen immer wieder.</translation>
    </message>
    <message>
        <source>The server is there, but it has no album of this name.</source>
        <translation>Der Server ist da, hat aber kein Album dieses Namens.</translation>
    </message>
    <message>
        <source>The server keeps photos in pieces of {size} KB on {slow} of its {nodes} nodes.</source>
        <translation>Der Server bewahrt Fotos auf {slow} seiner {nodes} Knoten in Stücken von {size} KB auf.</translation>
    </message>
    <message>
        <source>The server keeps photos in pieces of {size} KB.</source>
        <translation>Der Server bewahrt Fotos in Stücken von {size} KB auf.</translation>
    </message>
    <message>
        <source>The server says: {said} Please ask who looks after it.</source>
        <translation>Der Server sagt: {said} Bitte frag, wer sich um ihn kümmert.</translation>
    </message>
    <message>
        <source>The server {netloc} does not answer in time.</source>
        <translation>Der Server {netloc} antwortet nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The settings file could not be read ({problem}).</source>
        <translation>Die Einstellungsdatei ließ sich nicht lesen ({problem}).</translation>
    </message>
    <message>
        <source>The sidecar is damaged in the album.</source>
        <translation>Die Begleitdatei ist im Album beschädigt.</translation>
    </message>
    <message>
        <source>The sidecar is not what was exported.</source>
        <translation>Die Begleitdatei ist nicht die, die exportiert wurde.</translation>
    </message>
    <message>
        <source>The system does not let {name} change what starts at login.</source>
        <translation>Das System lässt {name} nicht ändern, was beim Anmelden startet.</translation>
    </message>
    <message>
        <source>The usual one is Private.</source>
        <translation>Die übliche ist Private.</translation>
    </message>
    <message>
        <source>The way to {netloc} is not encrypted.</source>
        <translation>Der Weg zu {netloc} ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>The whole photo came.</source>
        <translation>Das ganze Foto ist gekommen.</translation>
    </message>
    <message>
        <source>The work folder belongs to Photospool on {computer}.</source>
        <translation>Der Arbeitsordner gehört Photospool auf {computer}.</translation>
    </message>
    <message>
        <source>The work folder {work} is not the one that it was.</source>
        <translation>Der Arbeitsordner {work} ist nicht mehr derselbe.</translation>
    </message>
    <message>
        <source>The {name} folder {folder} has become a link.</source>
        <translation>Der Ordner „{name}“ {folder} ist zu einer Verknüpfung geworden.</translation>
    </message>
    <message>
        <source>The {name} folder {folder} is not there.</source>
        <translation>Der Ordner „{name}“ {folder} ist nicht da.</translation>
    </message>
    <message>
        <source>There are {names}.</source>
        <translation>Es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no database “{database}” yet, and {user} may not make it.</source>
        <translation>Es gibt noch keine Datenbank „{database}“, und {user} darf sie nicht anlegen.</translation>
    </message>
    <message>
        <source>There is no database “{database}” yet.</source>
        <translation>Es gibt noch keine Datenbank „{database}“.</translation>
    </message>
    <message>
        <source>There is no page in this copy.</source>
        <translation>In dieser Kopie ist keine Seite.</translation>
    </message>
    <message>
        <source>There is no picture in this video.</source>
        <translation>In diesem Video ist kein Bild.</translation>
    </message>
    <message>
        <source>There is no room left for the album.</source>
        <translation>Für das Album ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>There is no setting “{name}”.</source>
        <translation>Es gibt keine Einstellung „{name}“.</translation>
    </message>
    <message>
        <source>There is none besides the first.</source>
        <translation>Außer dem ersten gibt es keinen.</translation>
    </message>
    <message>
        <source>There is nothing in the file yet.</source>
        <translation>In der Datei ist noch nichts.</translation>
    </message>
    <message>
        <source>There is too little room for a large file.</source>
        <translation>Für eine große Datei ist zu wenig Platz.</translation>
    </message>
    <message>
        <source>There is too little room in the album for a large file.</source>
        <translation>Im Album ist zu wenig Platz für eine große Datei.</translation>
    </message>
    <message>
        <source>There is too little room on the disk of {folder}.</source>
        <translation>Auf dem Datenträger von {folder} ist zu wenig Platz.</translation>
    </message>
    <message>
        <source>There it is called {name}.</source>
        <translation>Dort heißt es {name}.</translation>
    </message>
    <message>
        <source>There were too many wrong passwords.</source>
        <translation>Es gab zu viele falsche Passwörter.</translation>
    </message>
    <message>
        <source>They never see the original, the name of its file, the place, serial numbers, the camera&apos;s owner, or login names.</source>
        <translation>Nie sehen sie das Original, den Namen seiner Datei, den Ort, Seriennummern, wem die Kamera gehört, oder Anmeldenamen.</translation>
    </message>
    <message>
        <source>This HEIC or AVIF photo can&apos;t be opened.</source>
        <translation>Dieses HEIC- oder AVIF-Foto lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>This JPEG XL photo can&apos;t be opened.</source>
        <translation>Dieses JPEG-XL-Foto lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>This TIFF keeps its pixels in a way that can&apos;t be read without mistakes.</source>
        <translation>Dieses TIFF bewahrt seine Bildpunkte so auf, dass sie sich nicht fehlerfrei lesen lassen.</translation>
    </message>
    <message>
        <source>This TIFF photo can&apos;t be opened.</source>
        <translation>Dieses TIFF-Foto lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>This computer can&apos;t close in what opens HEIC photos.</source>
        <translation>Dieser Computer kann das, was HEIC-Fotos öffnet, nicht einsperren.</translation>
    </message>
    <message>
        <source>This computer can&apos;t close in what opens JPEG XL photos.</source>
        <translation>Dieser Computer kann nicht einschließen, was JPEG-XL-Fotos öffnet.</translation>
    </message>
    <message>
        <source>This computer can&apos;t reach it itself, so its photos can&apos;t be compared here; the server is asked.</source>
        <translation>Dieser Computer erreicht sie selbst nicht; darum lassen sich ihre Fotos hier nicht vergleichen, und der Server wird gefragt.</translation>
    </message>
    <message>
        <source>This file could not be read.</source>
        <translation>Diese Datei ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>This file is not there any more.</source>
        <translation>Diese Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>This file looks incomplete: its end is missing.</source>
        <translation>Diese Datei sieht unvollständig aus: Ihr Ende fehlt.</translation>
    </message>
    <message>
        <source>This file says nothing of a photo that Photospool can read.</source>
        <translation>Diese Datei sagt nichts über ein Foto, das Photospool lesen kann.</translation>
    </message>
    <message>
        <source>This file tells of a whole album.</source>
        <translation>Diese Datei beschreibt ein ganzes Album.</translation>
    </message>
    <message>
        <source>This folder lies inside {first}.</source>
        <translation>Dieser Ordner liegt in „{first}“.</translation>
    </message>
    <message>
        <source>This folder lies inside {second}.</source>
        <translation>Dieser Ordner liegt in „{second}“.</translation>
    </message>
    <message>
        <source>This folder needs its whole path.</source>
        <translation>Dieser Ordner braucht seinen ganzen Pfad.</translation>
    </message>
    <message>
        <source>This frame can&apos;t be opened.</source>
        <translation>Dieses Bild lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>This holds a character that can&apos;t be seen, such as the end of a line.</source>
        <translation>Darin steht ein unsichtbares Zeichen, etwa ein Zeilenende.</translation>
    </message>
    <message>
        <source>This is a JPEG XL photo, and nothing here can open it.</source>
        <translation>Das ist ein JPEG-XL-Foto, und nichts hier kann es öffnen.</translation>
    </message>
    <message>
        <source>This is a camera raw file.</source>
        <translation>Das ist eine Rohdatei der Kamera.</translation>
    </message>
    <message>
        <source>This is a list of texts.</source>
        <translation>Das ist eine Liste von Texten.</translation>
    </message>
    <message>
        <source>This is a number from 1 to 4.</source>
        <translation>Das ist eine Zahl von 1 bis 4.</translation>
    </message>
    <message>
        <source>This is a number from 1 to 60.</source>
        <translation>Das ist eine Zahl von 1 bis 60.</translation>
    </message>
    <message>
        <source>This is a number from 1 to 8.</source>
        <translation>Das ist eine Zahl von 1 bis 8.</translation>
    </message>
    <message>
        <source>This is a text.</source>
        <translation>Das ist ein Text.</translation>
    </message>
    <message>
        <source>This is a video.</source>
        <translation>Das ist ein Video.</translation>
    </message>
    <message>
        <source>This is a whole number.</source>
        <translation>Das ist eine ganze Zahl.</translation>
    </message>
    <message>
        <source>This is either true or false.</source>
        <translation>Das ist entweder wahr oder falsch.</translation>
    </message>
    <message>
        <source>This is no CouchDB.</source>
        <translation>Das ist keine CouchDB.</translation>
    </message>
    <message>
        <source>This is no accident that happens: one of the two files was made to look like the other. It is kept here.</source>
        <translation>Das ist kein Zufall: Eine der beiden Dateien wurde so gemacht, dass sie wie die andere aussieht. Sie ist hier aufgehoben.</translation>
    </message>
    <message>
        <source>This is no date.</source>
        <translation>Das ist kein Datum.</translation>
    </message>
    <message>
        <source>This is no language&apos;s code.</source>
        <translation>Das ist kein Kürzel einer Sprache.</translation>
    </message>
    <message>
        <source>This is no photo that can be read.</source>
        <translation>Das ist kein Foto, das sich lesen lässt.</translation>
    </message>
    <message>
        <source>This is no web address.</source>
        <translation>Das ist keine Webadresse.</translation>
    </message>
    <message>
        <source>This is the same folder as {first}.</source>
        <translation>Das ist derselbe Ordner wie „{first}“.</translation>
    </message>
    <message>
        <source>This is “photos”, and “videos”, “raw” or “sidecars” beside it.</source>
        <translation>Das ist „photos“ und daneben „videos“, „raw“ oder „sidecars“.</translation>
    </message>
    <message>
        <source>This is “system”, “light” or “dark”.</source>
        <translation>Das ist „system“, „light“ oder „dark“.</translation>
    </message>
    <message>
        <source>This is “yes”, “no” or “ask”.</source>
        <translation>Hier geht „yes“, „no“ oder „ask“.</translation>
    </message>
    <message>
        <source>This name may not do that on the copy&apos;s server.</source>
        <translation>Dieser Name darf das auf dem Server der Kopie nicht.</translation>
    </message>
    <message>
        <source>This photo is larger than can be taken.</source>
        <translation>Dieses Foto ist zu groß.</translation>
    </message>
    <message>
        <source>This time is over already.</source>
        <translation>Diese Zeit ist schon vorbei.</translation>
    </message>
    <message>
        <source>This video looks incomplete: its end is missing.</source>
        <translation>Dieses Video sieht unvollständig aus: Sein Ende fehlt.</translation>
    </message>
    <message>
        <source>Too many files are open.</source>
        <translation>Zu viele Dateien sind geöffnet.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Two folders are called “{name}”.</source>
        <translation>Zwei Ordner heißen „{name}“.</translation>
    </message>
    <message>
        <source>Unlock it, then begin again: you are asked for its password. Without a screen it is waited for. Everything stays where it is.</source>
        <translation>Entsperre ihn und starte dann noch einmal: Du wirst nach seinem Passwort gefragt. Ohne Bildschirm wird auf ihn gewartet. Alles bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Until then HEIC photos wait in incoming, and all others go on.</source>
        <translation>Bis dahin warten HEIC-Fotos im Eingang; alle anderen gehen weiter.</translation>
    </message>
    <message>
        <source>Uploaded image.</source>
        <translation>Hochgeladenes Bild.</translation>
    </message>
    <message>
        <source>Usual settings are used.</source>
        <translation>Es gelten die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>Videos are taken after your yes: “photospool settings kinds --take-videos”. The file is kept unchanged among what needs attention.</source>
        <translation>Videos werden nach deinem Ja übernommen: „photospool settings kinds --take-videos“. Die Datei liegt unverändert unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>Views and page were not brought there: an administrator can do it (“photospool album setup”).</source>
        <translation>Ansichten und Seite wurden nicht dorthin gebracht: Das kann ein Verwalter tun („photospool album setup“).</translation>
    </message>
    <message>
        <source>What arrives by itself is never public.</source>
        <translation>Was von selbst ankommt, wird nie öffentlich.</translation>
    </message>
    <message>
        <source>What is said of this photo can&apos;t be read.</source>
        <translation>Was über dieses Foto gesagt ist, lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>What is under way stays in work and is added next time.</source>
        <translation>Was unterwegs ist, bleibt in Arbeit und wird beim nächsten Mal hinzugefügt.</translation>
    </message>
    <message>
        <source>What this photo says of itself can&apos;t be stored.</source>
        <translation>Was dieses Foto von sich sagt, lässt sich nicht speichern.</translation>
    </message>
    <message>
        <source>What was copied is safe. Put it in again, and it goes on by itself.</source>
        <translation>Was kopiert wurde, ist sicher. Steck sie wieder hinein, dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>Where “{name}” lies is not chosen yet.</source>
        <translation>Wo „{name}“ liegt, ist noch nicht gewählt.</translation>
    </message>
    <message>
        <source>Whether its page runs there could not be seen.</source>
        <translation>Ob ihre Seite dort läuft, ließ sich nicht sehen.</translation>
    </message>
    <message>
        <source>Work and done of “{name}” are chosen together.</source>
        <translation>„work“ und „done“ von „{name}“ werden zusammen gewählt.</translation>
    </message>
    <message>
        <source>XMP, Apple&apos;s AAE and Google Takeout&apos;s JSON are taken. It is kept unchanged among those that need attention.</source>
        <translation>XMP, Apples AAE und das JSON von Google Takeout werden übernommen. Sie liegt unverändert unter „Braucht dich“.</translation>
    </message>
    <message>
        <source>You are signed in, but you may not do this in the album.</source>
        <translation>Du bist angemeldet, darfst das in diesem Album aber nicht.</translation>
    </message>
    <message>
        <source>Your album&apos;s server</source>
        <translation>Der Server deines Albums</translation>
    </message>
    <message>
        <source>Your keyring is locked.</source>
        <translation>Dein Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Your password and your photos could be read on the way. Please use an https address, or allow it for this server in the settings. Nothing was sent.</source>
        <translation>Dein Passwort und deine Fotos könnten unterwegs mitgelesen werden. Bitte nimm eine https-Adresse oder erlaube es für diesen Server in den Einstellungen. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>a picture of it is called something else than a JPEG</source>
        <translation>eines seiner Bilder nennt sich anders als JPEG</translation>
    </message>
    <message>
        <source>an edit hides a part of it from who plays it, and that part would go along; save the edited film as a new one</source>
        <translation>ein Schnitt verbirgt einen Teil davon vor dem, der es abspielt, und dieser Teil ginge mit; sichere den geschnittenen Film als neuen</translation>
    </message>
    <message>
        <source>an older program made its pictures, and may have left the camera&apos;s notes in them</source>
        <translation>seine Bilder stammen von einem älteren Programm, das Notizen der Kamera darin gelassen haben kann</translation>
    </message>
    <message>
        <source>another computer</source>
        <translation>einem anderen Computer</translation>
    </message>
    <message>
        <source>another version of it is not public, and the two are in conflict</source>
        <translation>eine andere Fassung ist nicht öffentlich, und beide stehen im Konflikt</translation>
    </message>
    <message>
        <source>asking for another try</source>
        <translation>beim Bitten um einen neuen Versuch</translation>
    </message>
    <message>
        <source>copying a file into work</source>
        <translation>beim Kopieren einer Datei in die Arbeit</translation>
    </message>
    <message>
        <source>counting an attempt</source>
        <translation>beim Zählen eines Versuchs</translation>
    </message>
    <message>
        <source>does not run there</source>
        <translation>läuft dort nicht</translation>
    </message>
    <message>
        <source>done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>it has fields of another program, which nobody here can judge: {names}</source>
        <translation>es hat Felder eines anderen Programms, die hier niemand beurteilen kann: {names}</translation>
    </message>
    <message>
        <source>it has more parts than any film that a camera makes</source>
        <translation>es hat mehr Teile als jeder Film, den eine Kamera macht</translation>
    </message>
    <message>
        <source>it has no moving picture</source>
        <translation>es hat kein bewegtes Bild</translation>
    </message>
    <message>
        <source>it has no original&apos;s document that could keep what strangers don&apos;t get</source>
        <translation>es hat kein Dokument eines Originals, das bewahren könnte, was Fremde nicht bekommen</translation>
    </message>
    <message>
        <source>it has no pictures</source>
        <translation>es hat keine Bilder</translation>
    </message>
    <message>
        <source>it holds notes that belong with the original, as “photospool album repair” puts them: {names}</source>
        <translation>es hat Notizen, die zum Original gehören, wohin „photospool album repair“ sie bringt: {names}</translation>
    </message>
    <message>
        <source>it is a film, and nobody chose that strangers get any</source>
        <translation>es ist ein Film, und niemand hat bestimmt, dass Fremde welche bekommen</translation>
    </message>
    <message>
        <source>it is called a film, and holds something else</source>
        <translation>es heißt Film und enthält etwas anderes</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>es ist verschlüsselt</translation>
    </message>
    <message>
        <source>it is no photo of this album&apos;s kind</source>
        <translation>es ist kein Foto nach der Art dieses Albums</translation>
    </message>
    <message>
        <source>it is not public</source>
        <translation>es ist nicht öffentlich</translation>
    </message>
    <message>
        <source>it is not public any more</source>
        <translation>es ist nicht mehr öffentlich</translation>
    </message>
    <message>
        <source>it is turned in a way that no camera turns it</source>
        <translation>es ist so gedreht, wie keine Kamera es dreht</translation>
    </message>
    <message>
        <source>it names the camera&apos;s serial number, its owner or the like</source>
        <translation>es nennt die Seriennummer der Kamera, wem sie gehört oder Ähnliches</translation>
    </message>
    <message>
        <source>it says something of its picture or sound that nobody here knows, and that may tell more than strangers may know</source>
        <translation>es sagt über sein Bild oder seinen Ton etwas, das hier niemand kennt und das mehr verraten kann, als Fremde wissen dürfen</translation>
    </message>
    <message>
        <source>it says where it was taken</source>
        <translation>es sagt, wo es aufgenommen wurde</translation>
    </message>
    <message>
        <source>it tells the name of its file, and who added it</source>
        <translation>es verrät den Namen seiner Datei, und wer es hinzugefügt hat</translation>
    </message>
    <message>
        <source>it was recorded in pieces (fragments), and the place and other notes can&apos;t be left out of such a video</source>
        <translation>es wurde in Stücken (Fragmenten) aufgenommen, und aus solchen lassen sich der Ort und andere Angaben nicht weglassen</translation>
    </message>
    <message>
        <source>its camera&apos;s notes are in a form that can&apos;t be judged</source>
        <translation>die Notizen der Kamera lassen sich nicht beurteilen</translation>
    </message>
    <message>
        <source>its fields hold more than a text, a number or tags: {names}</source>
        <translation>in seinen Feldern steht mehr als ein Text, eine Zahl oder Schlagwörter: {names}</translation>
    </message>
    <message>
        <source>its film holds {what}</source>
        <translation>sein Film enthält {what}</translation>
    </message>
    <message>
        <source>its film is called something else than an MP4</source>
        <translation>sein Film heißt anders als ein MP4</translation>
    </message>
    <message>
        <source>its film was made with another choice of sound</source>
        <translation>sein Film wurde gemacht, als über den Ton anders bestimmt war</translation>
    </message>
    <message>
        <source>its original is attached</source>
        <translation>sein Original hängt daran</translation>
    </message>
    <message>
        <source>its parts contradict each other</source>
        <translation>seine Teile widersprechen einander</translation>
    </message>
    <message>
        <source>its picture is neither H.264 nor HEVC, and in other kinds nobody here can see whether notes are hidden</source>
        <translation>sein Bild ist weder H.264 noch HEVC, und bei anderen Arten kann hier niemand sehen, ob darin Angaben versteckt sind</translation>
    </message>
    <message>
        <source>its picture {name} holds {what}</source>
        <translation>sein Bild {name} enthält {what}</translation>
    </message>
    <message>
        <source>its sound carries other data between its parts; if strangers got videos without their sound, they could play it</source>
        <translation>sein Ton trägt andere Daten zwischen seinen Teilen; bekämen Fremde Videos ohne Ton, könnten sie es abspielen</translation>
    </message>
    <message>
        <source>its sound is not AAC, and in other kinds nobody here can see whether notes are hidden; if strangers got videos without their sound, they could play it</source>
        <translation>sein Ton ist kein AAC, und bei anderen Arten kann hier niemand sehen, ob darin Angaben versteckt sind; bekämen Fremde Videos ohne Ton, könnten sie es abspielen</translation>
    </message>
    <message>
        <source>looking at the free room</source>
        <translation>beim Blick auf den freien Platz</translation>
    </message>
    <message>
        <source>looking at the incoming folder</source>
        <translation>beim Blick in den Eingang</translation>
    </message>
    <message>
        <source>looking at the {name} folder</source>
        <translation>beim Blick in den Ordner „{name}“</translation>
    </message>
    <message>
        <source>looking at what is left</source>
        <translation>beim Blick auf das, was übrig ist</translation>
    </message>
    <message>
        <source>looking at what lies in work</source>
        <translation>beim Blick auf das, was in Arbeit ist</translation>
    </message>
    <message>
        <source>looking at what was set aside</source>
        <translation>beim Blick auf das, was beiseitegelegt ist</translation>
    </message>
    <message>
        <source>looking into a folder</source>
        <translation>beim Blick in einen Ordner</translation>
    </message>
    <message>
        <source>making the folder {path}</source>
        <translation>beim Anlegen des Ordners {path}</translation>
    </message>
    <message>
        <source>moving a file</source>
        <translation>beim Verschieben einer Datei</translation>
    </message>
    <message>
        <source>moving a file into done</source>
        <translation>beim Verschieben einer Datei nach „Fertig“</translation>
    </message>
    <message>
        <source>moving a file to the trash</source>
        <translation>beim Verschieben einer Datei in den Papierkorb</translation>
    </message>
    <message>
        <source>moving an equal file to the trash</source>
        <translation>beim Verschieben einer gleichen Datei in den Papierkorb</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>noting what happened</source>
        <translation>beim Notieren, was geschah</translation>
    </message>
    <message>
        <source>plays no motion photos there</source>
        <translation>spielt dort keine bewegten Fotos ab</translation>
    </message>
    <message>
        <source>plays no videos there</source>
        <translation>spielt dort keine Videos ab</translation>
    </message>
    <message>
        <source>reading the incoming folder</source>
        <translation>beim Lesen des Eingangs</translation>
    </message>
    <message>
        <source>setting a file aside</source>
        <translation>beim Beiseitelegen einer Datei</translation>
    </message>
    <message>
        <source>something else than its pictures is attached</source>
        <translation>es hängt etwas anderes als seine Bilder daran</translation>
    </message>
    <message>
        <source>taking a file</source>
        <translation>beim Holen einer Datei</translation>
    </message>
    <message>
        <source>taking a file into work</source>
        <translation>beim Holen einer Datei in die Arbeit</translation>
    </message>
    <message>
        <source>the album has no original of it</source>
        <translation>das Album hat kein Original davon</translation>
    </message>
    <message>
        <source>the copy that was made of it did not pass as fit for strangers</source>
        <translation>die Kopie, die davon gemacht wurde, hat die Prüfung für Fremde nicht bestanden</translation>
    </message>
    <message>
        <source>the copy&apos;s server does not take files that large (“max_attachment_size”)</source>
        <translation>der Server der Kopie nimmt keine so großen Dateien an („max_attachment_size“)</translation>
    </message>
    <message>
        <source>the lock of the work folder</source>
        <translation>bei der Sperre des Arbeitsordners</translation>
    </message>
    <message>
        <source>the original&apos;s document has another value under this name</source>
        <translation>das Dokument des Originals hat unter diesem Namen einen anderen Wert</translation>
    </message>
    <message>
        <source>the place and other notes in a video can be left out of MP4, MOV, M4V and 3GP only</source>
        <translation>der Ort und andere Angaben in einem Video lassen sich nur aus MP4, MOV, M4V und 3GP weglassen</translation>
    </message>
    <message>
        <source>the work folder</source>
        <translation>beim Arbeitsordner</translation>
    </message>
    <message>
        <source>there is too little room for it in the folder for temporary files</source>
        <translation>im Ordner für vorübergehende Dateien ist zu wenig Platz dafür</translation>
    </message>
    <message>
        <source>trying a file again</source>
        <translation>beim neuen Versuch mit einer Datei</translation>
    </message>
    <message>
        <source>trying how the disk behaves</source>
        <translation>beim Probieren, wie sich der Datenträger verhält</translation>
    </message>
    <message>
        <source>what could not be looked into ({why})</source>
        <translation>etwas, in das sich nicht hineinsehen ließ ({why})</translation>
    </message>
    <message>
        <source>what is said of it can&apos;t be read</source>
        <translation>was über es gesagt ist, lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>writing to {folder}</source>
        <translation>beim Schreiben nach {folder}</translation>
    </message>
    <message>
        <source>{arrived} of {of} photos and videos have arrived.</source>
        <translation>{arrived} von {of} Fotos und Videos sind angekommen.</translation>
    </message>
    <message>
        <source>{folder} is not there.</source>
        <translation>{folder} ist nicht da.</translation>
    </message>
    <message>
        <source>{folder} may not be written to.</source>
        <translation>In {folder} darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read ({strerror}).</source>
        <translation>{name} lässt sich nicht lesen ({strerror}).</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{name} was not added.</source>
        <translation>{name} wurde nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>{name} was started from where it was downloaded to.</source>
        <translation>{name} wurde von dort gestartet, wohin es heruntergeladen wurde.</translation>
    </message>
    <message>
        <source>{name}: its bytes in the copy are missing or damaged, so they can&apos;t come into your album. If you have the file elsewhere, add it to the album. It is tried again by itself within a day, or at once with “Check now” or “photospool copies check”.</source>
        <translation>{name}: Seine Bytes fehlen in der Kopie oder sind beschädigt und können deshalb nicht in dein Album kommen. Wenn du die Datei anderswo hast, füge sie dem Album hinzu. Innerhalb eines Tages wird es von selbst wieder versucht, oder sofort mit „Jetzt prüfen“ oder „photospool copies check“.</translation>
    </message>
    <message>
        <source>{name}: its bytes in your album are missing or damaged, so they can&apos;t go into the copy. “photospool verify” says more. Please add the file again: look in the done folder. Then it is sent by itself within a day, or at once with “Check now” or “photospool copies check”.</source>
        <translation>{name}: Seine Bytes fehlen in deinem Album oder sind beschädigt und können deshalb nicht in die Kopie gehen. „photospool verify“ sagt mehr. Bitte füge die Datei noch einmal hinzu: Schau in „done“ nach. Dann wird es innerhalb eines Tages von selbst gesendet, oder sofort mit „Jetzt prüfen“ oder „photospool copies check“.</translation>
    </message>
    <message>
        <source>{name}: not there yet. It was cut off on its way (“{said}”), and is sent again by itself.</source>
        <translation>{name}: noch nicht dort. Es wurde unterwegs abgebrochen („{said}“) und wird von selbst noch einmal gesendet.</translation>
    </message>
    <message>
        <source>{name}: not there. It was cut off on its way {tries} times (“{said}”), and goes on being tried by itself. Is the disk of that server full, or does something before it end what takes long? {server} may say more in its log.</source>
        <translation>{name}: nicht dort. Es wurde unterwegs {tries} Mal abgebrochen („{said}“) und wird von selbst weiter versucht. Ist die Festplatte jenes Servers voll, oder beendet etwas davor, was lange dauert? {server} sagt vielleicht mehr in seinem Protokoll.</translation>
    </message>
    <message>
        <source>{name}: not there. {server} has no room left. Please make room on its disk; then it is sent by itself within a day, or at once with “Check now” or “photospool copies check”.</source>
        <translation>{name}: nicht dort. {server} hat keinen Platz mehr. Bitte schaffe Platz auf seiner Festplatte; dann wird es innerhalb eines Tages von selbst gesendet, oder sofort mit „Jetzt prüfen“ oder „photospool copies check“.</translation>
    </message>
    <message>
        <source>{name}: not there. {server} refuses it (“{said}”). Whoever looks after that server knows why; once it takes it, it is sent by itself within a day, or at once with “Check now” or “photospool copies check”.</source>
        <translation>{name}: nicht dort. {server} lehnt es ab („{said}“). Wer jenen Server betreut, weiß, warum; sobald er es nimmt, wird es innerhalb eines Tages von selbst gesendet, oder sofort mit „Jetzt prüfen“ oder „photospool copies check“.</translation>
    </message>
    <message>
        <source>{name}: not there. {server}, or a proxy before it, takes no file of this size. Its limit must be raised (a proxy&apos;s own: nginx calls it client_max_body_size); then it is sent by itself within a day, or at once with “Check now” or “photospool copies check”.</source>
        <translation>{name}: nicht dort. {server}, oder ein Proxy davor, nimmt keine Datei dieser Größe. Seine Grenze muss angehoben werden (die eines Proxys: Bei nginx heißt sie client_max_body_size); dann wird es innerhalb eines Tages von selbst gesendet, oder sofort mit „Jetzt prüfen“ oder „photospool copies check“.</translation>
    </message>
    <message>
        <source>{name}: what is said of it can&apos;t be read, so nobody knows what it shows</source>
        <translation>{name}: was darüber gesagt ist, lässt sich nicht lesen; darum weiß niemand, was es zeigt</translation>
    </message>
    <message>
        <source>{name}: what was deleted keeps its words</source>
        <translation>{name}: was gelöscht wurde, behält seine Worte</translation>
    </message>
    <message>
        <source>{name}: {why}</source>
        <translation>{name}: {why}</translation>
    </message>
    <message>
        <source>{netloc} does not answer in https.</source>
        <translation>{netloc} antwortet nicht über https.</translation>
    </message>
    <message>
        <source>{path} and {name} lie in one another.</source>
        <translation>{path} und {name} liegen ineinander.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be read.</source>
        <translation>{path} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>{path} is a link, or belongs to somebody else, and is not read.</source>
        <translation>{path} ist eine Verknüpfung oder gehört jemand anderem und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>{path} is a link.</source>
        <translation>{path} ist eine Verknüpfung.</translation>
    </message>
    <message>
        <source>{path} is no file of Photospool&apos;s.</source>
        <translation>{path} ist keine Datei von Photospool.</translation>
    </message>
    <message>
        <source>{path} is not a whole path.</source>
        <translation>{path} ist kein vollständiger Pfad.</translation>
    </message>
    <message>
        <source>{path} is not there.</source>
        <translation>{path} ist nicht da.</translation>
    </message>
    <message>
        <source>{path} is the same folder as {name}.</source>
        <translation>{path} ist derselbe Ordner wie {name}.</translation>
    </message>
    <message>
        <source>{photos}, {former}, {deleted} and {pictures}</source>
        <translation>{photos}, {former}, {deleted} und {pictures}</translation>
    </message>
    <message>
        <source>{photos}.</source>
        <translation>{photos}.</translation>
    </message>
    <message>
        <source>{work} has two done folders.</source>
        <translation>{work} hat zwei Ordner „done“.</translation>
    </message>
    <message>
        <source>“Let the page run there…” in the window sets another one. By hand, an administrator of that server sets csp/attachments_header_value to: {wanted}</source>
        <translation>„Die Seite dort laufen lassen …“ im Fenster setzt eine andere. Von Hand setzt ein Verwalter dieses Servers csp/attachments_header_value auf: {wanted}</translation>
    </message>
    <message>
        <source>“photospool album repair” mends photos of older programs; or make these photos Private.</source>
        <translation>„photospool album repair“ bringt Fotos älterer Programme in Ordnung; oder mache diese Fotos privat.</translation>
    </message>
    <message>
        <source>“photospool album repair” mends photos of older programs; settle conflicts, or make these photos Private.</source>
        <translation>„photospool album repair“ bringt Fotos älterer Programme in Ordnung; entscheide Konflikte oder mache diese Fotos privat.</translation>
    </message>
    <message>
        <source>“photospool copies check” says why, and tries again.</source>
        <translation>„photospool copies check“ sagt, warum, und versucht es noch einmal.</translation>
    </message>
    <message>
        <source>“photospool copies prove” brings it.</source>
        <translation>„photospool copies prove“ bringt sie.</translation>
    </message>
    <message>
        <source>“{inner}” lies in the work or done folder of “{outer}”.</source>
        <translation>„{inner}“ liegt im Ordner „work“ oder „done“ von „{outer}“.</translation>
    </message>
    <message>
        <source>“{name}” gets only what stands on the list from now on.</source>
        <translation>„{name}“ bekommt von nun an nur, was auf der Liste steht.</translation>
    </message>
    <message>
        <source>“{name}” is paused.</source>
        <translation>„{name}“ ist angehalten.</translation>
    </message>
    <message>
        <source>“{name}” of folder {number} can&apos;t be read.</source>
        <translation>„{name}“ von Ordner {number} ist nicht zu lesen.</translation>
    </message>
    <message>
        <source>“{section}” must be a section of the settings file.</source>
        <translation>„{section}“ muss ein Abschnitt der Einstellungsdatei sein.</translation>
    </message>
    <message>
        <source>“{table}” must be a list of tables of the settings file.</source>
        <translation>„{table}“ muss eine Liste von Tabellen der Einstellungsdatei sein.</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted ones</source>
        <translation>
            <numerusform>%n gelöschten</numerusform>
            <numerusform>%n gelöschten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n films were taken back; strangers see their posters.</source>
        <translation>
            <numerusform>%n Film wurde zurückgenommen; Fremde sehen von ihm ein Bild.</numerusform>
            <numerusform>%n Filme wurden zurückgenommen; Fremde sehen von ihnen je ein Bild.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n former versions</source>
        <translation>
            <numerusform>%n früheren Fassung</numerusform>
            <numerusform>%n früheren Fassungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos can&apos;t be moved: their bytes are lost or damaged in the album on this computer.</source>
        <translation>
            <numerusform>%n Foto kann nicht umziehen: seine Daten im Album auf diesem Computer sind verloren oder beschädigt.</numerusform>
            <numerusform>%n Fotos können nicht umziehen: ihre Daten im Album auf diesem Computer sind verloren oder beschädigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos can&apos;t be shown to strangers as they are, so nothing was published.</source>
        <translation>
            <numerusform>%n Foto kann Fremden nicht so gezeigt werden, wie es ist; darum wurde nichts veröffentlicht.</numerusform>
            <numerusform>%n Fotos können Fremden nicht so gezeigt werden, wie sie sind; darum wurde nichts veröffentlicht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos or videos will be seen; nothing in them is for the album&apos;s own people only.</source>
        <translation>
            <numerusform>%n Foto oder Video wird zu sehen sein; nichts darin ist nur für die Leute des Albums.</numerusform>
            <numerusform>%n Fotos oder Videos werden zu sehen sein; nichts darin ist nur für die Leute des Albums.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bildern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing but what their owner chose, picture or sound, in %n films.</source>
        <translation>
            <numerusform>Nichts als das, was bestimmt wurde, Bild oder Ton, in %n Film.</numerusform>
            <numerusform>Nichts als das, was bestimmt wurde, Bild oder Ton, in %n Filmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The names of %n files went to their originals&apos; documents, where strangers don&apos;t see them.</source>
        <translation>
            <numerusform>Der Name von %n Datei kam in das Dokument ihres Originals, wo ihn Fremde nicht sehen.</numerusform>
            <numerusform>Die Namen von %n Dateien kamen in die Dokumente ihrer Originale, wo sie Fremde nicht sehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>A stranger can {what}!</source>
        <translation>Fremde können etwas, das sie nicht dürfen: {what}!</translation>
    </message>
    <message>
        <source>A stranger can&apos;t {what}.</source>
        <translation>Fremde können das nicht: {what}.</translation>
    </message>
    <message>
        <source>It is a CouchDB {value}.</source>
        <translation>Es ist eine CouchDB {value}.</translation>
    </message>
    <message>
        <source>It is kept unchanged. Please report this: {name}.</source>
        <translation>Es ist unverändert aufgehoben. Bitte melde das: {name}.</translation>
    </message>
    <message>
        <source>It was in the way of {doing}. Please check the disk. Every photo stays where it is; it goes on by itself.</source>
        <translation>Das stand im Weg ({doing}). Bitte prüfe den Datenträger. Jedes Foto bleibt, wo es ist; es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Its setting {limit} is the limit ({error}: {value}). The photo stays in work, unchanged.</source>
        <translation>Seine Einstellung {limit} ist die Grenze ({error}: {value}). Das Foto bleibt unverändert in Arbeit.</translation>
    </message>
    <message>
        <source>More than {MOST} further folders are not possible.</source>
        <translation>Mehr als {MOST} weitere Ordner sind nicht möglich.</translation>
    </message>
    <message>
        <source>Move {NAME} into the Applications folder first, then start it from there.</source>
        <translation>Lege {NAME} zuerst in den Ordner Programme und starte es von dort.</translation>
    </message>
    <message>
        <source>Photos that still do: {count}. One yes mends them, and none disappears for it: “photospool copies mend”, or the Copies tab.</source>
        <translation>Fotos, die es noch tun: {count}. Ein Ja bessert sie, und keines verschwindet dafür: „photospool copies mend“, oder der Reiter Kopien.</translation>
    </message>
    <message>
        <source>Photospool may not move photos in {folder}.</source>
        <translation>Photospool darf in {folder} keine Fotos bewegen.</translation>
    </message>
    <message>
        <source>Photospool may not move photos out of {path}.</source>
        <translation>Photospool darf keine Fotos aus {path} herausnehmen.</translation>
    </message>
    <message>
        <source>Please check the disk of {folder}. Every photo stays in work.</source>
        <translation>Bitte prüfe den Datenträger von {folder}. Jedes Foto bleibt in Arbeit.</translation>
    </message>
    <message>
        <source>Please check the folder {folder}. Every photo stays where it is.</source>
        <translation>Bitte prüfe den Ordner {folder}. Jedes Foto bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Please look at its settings{where}.</source>
        <translation>Bitte sieh in seine Einstellungen{where}.</translation>
    </message>
    <message>
        <source>Please make room on the disk of {folder}. Every photo stays where it is.</source>
        <translation>Bitte schaffe Platz auf dem Datenträger von {folder}. Jedes Foto bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Please make room there{left}. Every photo stays where it is; it goes on by itself.</source>
        <translation>Bitte schaffe dort Platz{left}. Jedes Foto bleibt, wo es ist; es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Please report this {said}. Photos wait.</source>
        <translation>Bitte melde das {said}. Die Fotos warten.</translation>
    </message>
    <message>
        <source>Please report this {said}. The photo stays in work, unchanged.</source>
        <translation>Bitte melde das {said}. Das Foto bleibt unverändert in Arbeit.</translation>
    </message>
    <message>
        <source>Please report this: it should not happen. {IN_WORK}.</source>
        <translation>Bitte melde das: Es sollte nicht geschehen. {IN_WORK}.</translation>
    </message>
    <message>
        <source>Run “{LINE}” and start Photospool again.</source>
        <translation>Führe „{LINE}“ aus und starte Photospool neu.</translation>
    </message>
    <message>
        <source>The album&apos;s server could not take the photo ({said}).</source>
        <translation>Der Server des Albums konnte das Foto nicht annehmen ({said}).</translation>
    </message>
    <message>
        <source>The album&apos;s server {netloc} does not answer in time.</source>
        <translation>Der Server des Albums {netloc} antwortet nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The certificate of {netloc} can&apos;t be trusted: {value}.</source>
        <translation>Dem Zertifikat von {netloc} ist nicht zu trauen: {value}.</translation>
    </message>
    <message>
        <source>The file is kept unchanged among the photos that need attention. Please save a smaller copy (up to {value} megapixels) and add that.</source>
        <translation>Die Datei liegt unverändert unter „Braucht dich“. Bitte speichere eine kleinere Kopie (bis {value} Megapixel) und füge die hinzu.</translation>
    </message>
    <message>
        <source>The file is kept unchanged among the photos that need attention. Please tell the makers of Photospool: {name}.</source>
        <translation>Die Datei liegt unverändert unter „Braucht dich“. Bitte sage es denen, die Photospool machen: {name}.</translation>
    </message>
    <message>
        <source>The names of {mended} files went to their originals&apos; documents, where strangers don&apos;t see them.</source>
        <translation>Die Namen von {mended} Dateien sind zu ihren Originalen gezogen, wo Fremde sie nicht sehen.</translation>
    </message>
    <message>
        <source>The server keeps photos in pieces of {value} KB{where}. In pieces of 1 MB, it would work half as long to take a photo and a quarter as long to give an original out again.</source>
        <translation>Der Server bewahrt Fotos in Stücken von {value} KB auf{where}. In Stücken von 1 MB bräuchte er halb so lang, um ein Foto anzunehmen, und ein Viertel, um ein Original wieder herauszugeben.</translation>
    </message>
    <message>
        <source>The server says: {value} Please ask who looks after it. Photos wait.</source>
        <translation>Der Server sagt: {value} Bitte frag, wer sich um ihn kümmert. Die Fotos warten.</translation>
    </message>
    <message>
        <source>The settings file could not be read ({name}).</source>
        <translation>Die Einstellungsdatei ließ sich nicht lesen ({name}).</translation>
    </message>
    <message>
        <source>The system does not let {NAME} change what starts at login.</source>
        <translation>Das System lässt {NAME} nicht ändern, was beim Anmelden startet.</translation>
    </message>
    <message>
        <source>The work folder belongs to Photospool on {value}.</source>
        <translation>Der Arbeitsordner gehört Photospool auf {value}.</translation>
    </message>
    <message>
        <source>There is no database “{database}” yet, and {value} may not make it.</source>
        <translation>Es gibt noch keine Datenbank „{database}“, und {value} darf sie nicht anlegen.</translation>
    </message>
    <message>
        <source>{NAME} was started from where it was downloaded to.</source>
        <translation>{NAME} wurde von dort gestartet, wohin es heruntergeladen wurde.</translation>
    </message>
    <message>
        <source>{arrived} of {of} photos have arrived.</source>
        <translation>{arrived} von {of} Fotos sind angekommen.</translation>
    </message>
    <message>
        <source>{names}. “photospool album repair” mends photos of older programs; or make these photos Private.</source>
        <translation>{names}. „photospool album repair“ bringt Fotos älterer Programme in Ordnung; oder mach diese Fotos Private.</translation>
    </message>
    <message>
        <source>{some}{more}. “photospool album repair” mends photos of older programs; settle conflicts, or make these photos Private.</source>
        <translation>{some}{more}. „photospool album repair“ bringt Fotos älterer Programme in Ordnung; löse Konflikte oder mach diese Fotos privat.</translation>
    </message>
    <message>
        <source>{value} HEIC photos go on until one of the two is taken away.</source>
        <translation>{value} HEIC-Fotos gehen weiter, bis eines der beiden entfernt wird.</translation>
    </message>
    <message>
        <source>{value} Until then HEIC photos wait in incoming, and all others go on.</source>
        <translation>{value} Bis dahin warten HEIC-Fotos im Eingang; alle anderen gehen weiter.</translation>
    </message>
    <message>
        <source>{value} can&apos;t be shown to strangers as they are, so nothing was published.</source>
        <translation>{value} lassen sich Fremden nicht so zeigen, wie sie sind; darum wurde nichts veröffentlicht.</translation>
    </message>
    <message>
        <source>{value} photos can&apos;t be moved: their bytes are lost or damaged in the album on this computer.</source>
        <translation>{value} Fotos können nicht umziehen: ihre Daten im Album auf diesem Computer sind verloren oder beschädigt.</translation>
    </message>
    <message>
        <source>{value} will be seen; nothing in them is for the album&apos;s own people only.</source>
        <translation>{value} werden zu sehen sein; nichts darin ist nur für die Leute des Albums.</translation>
    </message>
    <message>
        <source>{what} It did so twice.</source>
        <translation>{what} Das geschah zweimal.</translation>
    </message>
    <message>
        <source>{where} Usual settings are used.</source>
        <translation>{where} Es gelten die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>“{name}” lies in the work or done folder of “{name_}”.</source>
        <translation>„{name}“ liegt im Ordner „work“ oder „done“ von „{name_}“.</translation>
    </message>
</context>
<context>
    <name>CurrentEvent</name>
    <message>
        <source>until {time}</source>
        <translation>bis {time}</translation>
    </message>
    <message>
        <source>For 2 hours</source>
        <translation>2 Stunden lang</translation>
    </message>
    <message>
        <source>For 4 hours</source>
        <translation>4 Stunden lang</translation>
    </message>
    <message>
        <source>Until tonight</source>
        <translation>Bis heute Nacht</translation>
    </message>
    <message>
        <source>Until tomorrow night</source>
        <translation>Bis morgen Nacht</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>Eine Woche lang</translation>
    </message>
</context>
<context>
    <name>CurrentEventDialog</name>
    <message>
        <source>Current event</source>
        <translation>Aktueller Anlass</translation>
    </message>
    <message>
        <source>Wedding of Anna and Ben</source>
        <translation>Hochzeit von Anna und Ben</translation>
    </message>
    <message>
        <source>Day and time of the end</source>
        <translation>Tag und Uhrzeit des Endes</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>More &amp;tags</source>
        <translation>Weitere &amp;Schlagwörter</translation>
    </message>
    <message>
        <source>&amp;Category</source>
        <translation>&amp;Kategorie</translation>
    </message>
    <message>
        <source>&amp;Ends</source>
        <translation>&amp;Endet</translation>
    </message>
    <message>
        <source>What arrives from now on gets the event&apos;s name, tags and category, until it ends. Nothing becomes public by itself.</source>
        <translation>Was ab jetzt ankommt, bekommt Name, Schlagwörter und Kategorie des Anlasses, bis er endet. Von selbst wird nichts öffentlich.</translation>
    </message>
    <message>
        <source>At this time:</source>
        <translation>Zu dieser Zeit:</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Give the event a name: it becomes a tag of its photos.</source>
        <translation>Gib dem Anlass einen Namen: Er wird ein Schlagwort seiner Fotos.</translation>
    </message>
    <message>
        <source>What arrives by itself is never public. Publish photos in the album, while looking at them.</source>
        <translation>Was von selbst ankommt, wird nie öffentlich. Veröffentliche Fotos im Album, während du sie ansiehst.</translation>
    </message>
    <message>
        <source>This time is over already. Choose a later one.</source>
        <translation>Diese Zeit ist schon vorbei. Wähle eine spätere.</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>Mehr für {name}</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>It is not there either: see “{other}”.</source>
        <translation>Auch er ist nicht da: siehe „{other}“.</translation>
    </message>
    <message>
        <source>There now: {things}.</source>
        <translation>Jetzt dort: {things}.</translation>
    </message>
    <message>
        <source>This is the same folder as “{other}”. Each needs its own.</source>
        <translation>Das ist derselbe Ordner wie „{other}“. Jeder braucht seinen eigenen.</translation>
    </message>
    <message>
        <source>It lies inside “{other}”. Choose one beside it.</source>
        <translation>Er liegt in „{other}“. Wähle einen daneben.</translation>
    </message>
    <message>
        <source>A test file moved here from “{other}”.</source>
        <translation>Eine Probedatei kam aus „{other}“ hierher.</translation>
    </message>
    <message>
        <source>On the same disk as “{other}”: files move at once.</source>
        <translation>Auf demselben Datenträger wie „{other}“: Dateien kommen sofort herüber.</translation>
    </message>
    <message>
        <source>On another disk than “{other}”: each file is copied and compared first. Slower, but safe.</source>
        <translation>Auf einem anderen Datenträger als „{other}“: Jede Datei wird erst kopiert und verglichen. Langsamer, aber sicher.</translation>
    </message>
    <message>
        <source>No file can be moved here from “{other}”. Choose a folder on the same disk.</source>
        <translation>Aus „{other}“ lässt sich keine Datei hierher legen. Wähle einen Ordner auf demselben Datenträger.</translation>
    </message>
    <message>
        <source>Please choose a folder.</source>
        <translation>Bitte wähle einen Ordner.</translation>
    </message>
    <message>
        <source>Please give the whole path, from the very top.</source>
        <translation>Bitte gib den ganzen Pfad an, von ganz oben.</translation>
    </message>
    <message>
        <source>There is a file of this name. Choose another one.</source>
        <translation>Es gibt eine Datei dieses Namens. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>It is not there and can&apos;t be made: {detail} lets nobody write. Is its disk connected?</source>
        <translation>Er ist nicht da und lässt sich nicht anlegen: {detail} lässt niemanden schreiben. Ist der Datenträger angeschlossen?</translation>
    </message>
    <message>
        <source>It will be made.</source>
        <translation>Er wird angelegt.</translation>
    </message>
    <message>
        <source>It is there, and files may be moved in and out.</source>
        <translation>Er ist da, und Dateien dürfen hinein und heraus.</translation>
    </message>
    <message>
        <source>You may not write there. Give yourself the right to, or choose another folder.</source>
        <translation>Du darfst dort nicht schreiben. Gib dir das Recht dazu oder wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{detail} keeps it in step with your other devices.</source>
        <translation>{detail} gleicht ihn mit deinen anderen Geräten ab.</translation>
    </message>
    <message>
        <source>No sync client that is known here fills it. That is fine if you put photos and videos there yourself.</source>
        <translation>Kein hier bekanntes Sync-Programm füllt ihn. Das ist in Ordnung, wenn du selbst Fotos und Videos hineinlegst.</translation>
    </message>
    <message>
        <source>Files move out of it, and so {detail} takes them away on your other devices too.</source>
        <translation>Dateien verlassen ihn, und {detail} nimmt sie damit auch von deinen anderen Geräten.</translation>
    </message>
    <message>
        <source>It lies in a folder that {detail} keeps in step: other devices would get these files too. Choose one outside.</source>
        <translation>Er liegt in einem Ordner, den {detail} abgleicht: Andere Geräte bekämen diese Dateien auch. Wähle einen außerhalb.</translation>
    </message>
    <message>
        <source>It is on another computer: what is new is noticed within a minute, not at once.</source>
        <translation>Er liegt auf einem anderen Computer: Neues wird innerhalb einer Minute bemerkt, nicht sofort.</translation>
    </message>
    <message>
        <source>{size} free.</source>
        <translation>{size} frei.</translation>
    </message>
    <message>
        <source>Only {size} free. What is new waits in incoming when the disk is full.</source>
        <translation>Nur {size} frei. Ist der Datenträger voll, wartet Neues im Eingang.</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>&amp;Skip for now</source>
        <translation>Erst einmal über&amp;springen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Be&amp;gin</source>
        <translation>&amp;Los geht’s</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Step {number} of {all}</source>
        <translation>Schritt {number} von {all}</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>One moment… Your system may ask for its keyring&apos;s password.</source>
        <translation>Einen Moment … Dein System fragt vielleicht nach dem Passwort seines Schlüsselbunds.</translation>
    </message>
    <message>
        <source>The settings could not be saved.</source>
        <translation>Die Einstellungen ließen sich nicht speichern.</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Change a folder</source>
        <translation>Ordner ändern</translation>
    </message>
    <message>
        <source>Anna&apos;s phone</source>
        <translation>Annas Handy</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Move its files out, as from the first folder</source>
        <translation>Seine Dateien &amp;herausnehmen, wie aus dem ersten Ordner</translation>
    </message>
    <message>
        <source>&amp;Leave its files there, and copy each once</source>
        <translation>Seine Dateien dort &amp;lassen und jede einmal kopieren</translation>
    </message>
    <message>
        <source>On the folder&apos;s own disk; empty: chosen by itself, so that nothing crosses disks.</source>
        <translation>Auf dem Datenträger des Ordners; leer: von selbst gewählt, so dass nichts den Datenträger wechselt.</translation>
    </message>
    <message>
        <source>Its own &amp;work folder</source>
        <translation>Eigener Ordner „In &amp;Arbeit“</translation>
    </message>
    <message>
        <source>Its own &amp;done folder</source>
        <translation>Eigener Ordner „&amp;Fertig“</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Tags of its photos</source>
        <translation>&amp;Schlagwörter seiner Fotos</translation>
    </message>
    <message>
        <source>&amp;Category; empty: the usual one</source>
        <translation>&amp;Kategorie; leer: die übliche</translation>
    </message>
    <message>
        <source>The name that strangers may see with its photos in a public copy; empty: the usual one.</source>
        <translation>Der Name, den Fremde bei seinen Fotos in einer öffentlichen Kopie sehen dürfen; leer: der übliche.</translation>
    </message>
    <message>
        <source>Added &amp;by</source>
        <translation>Hinzugefügt &amp;von</translation>
    </message>
    <message>
        <source>The folder is not there, or can&apos;t be read.</source>
        <translation>Der Ordner ist nicht da oder nicht zu lesen.</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose “{title}”</source>
        <translation>„{title}“ wählen</translation>
    </message>
</context>
<context>
    <name>FolderForm</name>
    <message>
        <source>&amp;Incoming</source>
        <translation>&amp;Eingang</translation>
    </message>
    <message>
        <source>Where photos and videos appear: your synced folder.</source>
        <translation>Wo Fotos und Videos erscheinen: dein synchronisierter Ordner.</translation>
    </message>
    <message>
        <source>&amp;Work</source>
        <translation>In &amp;Arbeit</translation>
    </message>
    <message>
        <source>Where files lie while they are on their way, outside what is synced.</source>
        <translation>Wo Dateien liegen, während sie unterwegs sind; außerhalb deiner synchronisierten Ordner.</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>Where the files end, unchanged. Back this one up: beside the album, it is the other place where your photos and videos are.</source>
        <translation>Wo die Dateien unverändert landen. Nimm diesen Ordner in deine Sicherung auf: Außer im Album sind deine Fotos und Videos nur noch hier.</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>Incoming</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>{name}: not connected</source>
        <translation>{name}: nicht angeschlossen</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept in place</source>
        <translation>
            <numerusform>%n bleibt dort</numerusform>
            <numerusform>%n bleiben dort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n online only</source>
        <translation>
            <numerusform>%n nur online</numerusform>
            <numerusform>%n nur online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: {things}, new</source>
        <translation>
            <numerusform>{name}: {things}, neu</numerusform>
            <numerusform>{name}: {things}, neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n new photo(s)</source>
        <translation>
            <numerusform>{name}: %n neues Foto</numerusform>
            <numerusform>{name}: %n neue Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>A card or a camera is connected. Its photos are copied ({size}), and stay on it.</source>
        <translation>Eine Karte oder Kamera ist angeschlossen. Ihre Fotos werden kopiert ({size}) und bleiben darauf.</translation>
    </message>
    <message>
        <source>A card or a camera is connected. What is new there is copied ({size}), and stays on it.</source>
        <translation>Eine Karte oder Kamera ist angeschlossen. Was dort neu ist, wird kopiert ({size}) und bleibt darauf.</translation>
    </message>
    <message numerus="yes">
        <source>%n more there was/were copied before.</source>
        <translation>
            <numerusform>%n weiteres dort wurde schon kopiert.</numerusform>
            <numerusform>%n weitere dort wurden schon kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} may be taken out</source>
        <translation>{name} darf herausgenommen werden</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) is/are copied, or was/were in your album already.</source>
        <translation>
            <numerusform>%n Foto ist kopiert oder war schon in deinem Album.</numerusform>
            <numerusform>%n Fotos sind kopiert oder waren schon in deinem Album.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} are copied, or were in your album already.</source>
        <translation>
            <numerusform>{things} ist kopiert oder war schon in deinem Album.</numerusform>
            <numerusform>{things} sind kopiert oder waren schon in deinem Album.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read, and is/are on the card alone.</source>
        <translation>
            <numerusform>%n ließ sich nicht lesen und ist nur auf der Karte.</numerusform>
            <numerusform>%n ließen sich nicht lesen und sind nur auf der Karte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) has/have no photo there, and stay(s) on the card alone.</source>
        <translation>
            <numerusform>%n Begleitdatei hat dort kein Foto und ist nur auf der Karte.</numerusform>
            <numerusform>%n Begleitdateien haben dort kein Foto und sind nur auf der Karte.</numerusform>
        </translation>
    </message>
    <message>
        <source>copied, and kept in place</source>
        <translation>kopiert, und bleiben dort</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>herausgenommen</translation>
    </message>
    <message>
        <source>This is iCloud Photos: what is moved out of it leaves all your devices.</source>
        <translation>Das ist iCloud Fotos: Was herausgenommen wird, verschwindet von allen deinen Geräten.</translation>
    </message>
    <message>
        <source>This folder is shared: others would miss what is moved out of it.</source>
        <translation>Dieser Ordner ist geteilt: Anderen würde fehlen, was herausgenommen wird.</translation>
    </message>
    <message>
        <source>rclone bisync keeps this folder in step: it stops once many files are gone from one side.</source>
        <translation>rclone bisync gleicht diesen Ordner ab: Es hört auf, sobald auf einer Seite viele Dateien fehlen.</translation>
    </message>
    <message>
        <source>unison keeps this folder in step: it stops once all files are gone from one side.</source>
        <translation>unison gleicht diesen Ordner ab: Es hört auf, sobald auf einer Seite alle Dateien fehlen.</translation>
    </message>
    <message>
        <source>This is a camera&apos;s card.</source>
        <translation>Das ist die Karte einer Kamera.</translation>
    </message>
    <message>
        <source>This folder lies on another computer, where others may read it.</source>
        <translation>Dieser Ordner liegt auf einem anderen Computer, wo ihn andere lesen können.</translation>
    </message>
    <message>
        <source>There now: {things}, {size}.</source>
        <translation>Jetzt dort: {things}, {size}.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them are online only, and are taken once they are on this computer.</source>
        <translation>
            <numerusform>%n davon ist nur online und wird genommen, sobald es auf diesem Computer ist.</numerusform>
            <numerusform>%n davon sind nur online und werden genommen, sobald sie auf diesem Computer sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>What lies there needs {needed} on the disk of “{folder}”; {free} are free.</source>
        <translation>Was dort liegt, braucht {needed} auf dem Datenträger von „{folder}“; {free} sind frei.</translation>
    </message>
    <message>
        <source>With the small pictures that the album makes, what lies there needs {needed} on the disk of “{folder}”; {free} are free.</source>
        <translation>Mit den kleinen Bildern, die das Album macht, braucht das, was dort liegt, {needed} auf dem Datenträger von „{folder}“; {free} sind frei.</translation>
    </message>
    <message>
        <source>Only the sync client itself can download these: choose “Download Now” in the file manager.</source>
        <translation>Nur das Sync-Programm selbst kann diese herunterladen: Wähle „Jetzt laden“ im Dateimanager.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) is/are on this computer now.</source>
        <translation>
            <numerusform>%n Foto ist jetzt auf diesem Computer.</numerusform>
            <numerusform>%n Fotos sind jetzt auf diesem Computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be downloaded; is the network there?</source>
        <translation>
            <numerusform>%n ließ sich nicht herunterladen; ist das Netz da?</numerusform>
            <numerusform>%n ließen sich nicht herunterladen; ist das Netz da?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>A photo or a video moves through three folders: where it lies is how far it has come.</source>
        <translation>Ein Foto oder Video wandert durch drei Ordner: Wo es liegt, zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>&amp;Keep one of equal files in done</source>
        <translation>Von gleichen Dateien nur eine in „Fertig“ &amp;behalten</translation>
    </message>
    <message>
        <source>A file that comes again goes to the system&apos;s trash, once the album has it and both files were compared byte by byte. Otherwise every file stays in done.</source>
        <translation>Eine Datei, die noch einmal kommt, geht in den Papierkorb des Systems, sobald das Album sie hat und beide Dateien Byte für Byte verglichen sind. Sonst bleibt jede Datei in „Fertig“.</translation>
    </message>
    <message>
        <source>&amp;Propose what is new on cards and cameras</source>
        <translation>Neues auf Karten und Kameras &amp;vorschlagen</translation>
    </message>
    <message>
        <source>When one is connected, the window asks; its photos and videos are copied, and stay on it.</source>
        <translation>Wird eine angeschlossen, fragt das Fenster; ihre Fotos und Videos werden kopiert und bleiben darauf.</translation>
    </message>
</context>
<context>
    <name>FoldersStep</name>
    <message>
        <source>Where do your photos and videos arrive?</source>
        <translation>Wo kommen deine Fotos und Videos an?</translation>
    </message>
    <message>
        <source>A photo or a video moves through three folders: where it lies is how far it has come.</source>
        <translation>Ein Foto oder Video wandert durch drei Ordner: Wo es liegt, zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>&amp;Found on this computer</source>
        <translation>Auf diesem Computer &amp;gefunden</translation>
    </message>
    <message>
        <source>Looking at the folders…</source>
        <translation>Die Ordner werden angesehen …</translation>
    </message>
    <message>
        <source>Choose all three folders.</source>
        <translation>Wähle alle drei Ordner.</translation>
    </message>
    <message>
        <source>This can&apos;t be used: {folders}. See what stands below it.</source>
        <translation>So geht es nicht: {folders}. Sieh, was darunter steht.</translation>
    </message>
    <message>
        <source>A folder of its own: {path}</source>
        <translation>Ein eigener Ordner: {path}</translation>
    </message>
</context>
<context>
    <name>Group</name>
    <message>
        <source>Retry them</source>
        <translation>Alle nochmal versuchen</translation>
    </message>
    <message>
        <source>Move them to a folder…</source>
        <translation>Alle in einen Ordner …</translation>
    </message>
    <message>
        <source>Keep them out of the album…</source>
        <translation>Alle nicht ins Album …</translation>
    </message>
    <message>
        <source>Move them to the trash…</source>
        <translation>Alle in den Papierkorb …</translation>
    </message>
    <message>
        <source>Show each</source>
        <translation>Einzeln zeigen</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} und %n weiteres</numerusform>
            <numerusform>{names} und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>%n weiteres zeigen</numerusform>
            <numerusform>%n weitere zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeicQuestion</name>
    <message>
        <source>Open HEIC photos here?</source>
        <translation>HEIC-Fotos hier öffnen?</translation>
    </message>
    <message>
        <source>Faults are found often in what opens HEIC, the photos of iPhones. Photospool closes it in, so that a prepared photo can read none of your files and send nothing away; this computer does not allow that. Until you answer, HEIC photos wait in incoming, and all others go on. You can change it later, in the settings under Photos and videos.</source>
        <translation>In dem, was HEIC öffnet, das Format der iPhones, werden oft Fehler gefunden. Photospool sperrt es ein, damit ein präpariertes Foto keine deiner Dateien lesen und nichts verschicken kann; dieser Computer lässt das nicht zu. Bis du antwortest, warten HEIC-Fotos im Eingang, alle anderen gehen weiter. Ändern kannst du das später in den Einstellungen unter Fotos und Videos.</translation>
    </message>
    <message>
        <source>&amp;Leave them waiting</source>
        <translation>&amp;Warten lassen</translation>
    </message>
    <message>
        <source>&amp;Open them all the same</source>
        <translation>&amp;Trotzdem öffnen</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>How a photo or a video travels</source>
        <translation>Wie ein Foto oder Video reist</translation>
    </message>
    <message>
        <source>It appears in incoming, the folder that your sync client fills.</source>
        <translation>Es erscheint im Eingang, dem Ordner, den dein Sync-Programm füllt.</translation>
    </message>
    <message>
        <source>It moves to work, is read, and goes into your album; that it is there is proved.</source>
        <translation>Es kommt in Arbeit, wird gelesen und geht in dein Album; dass es da ist, wird nachgewiesen.</translation>
    </message>
    <message>
        <source>Its file ends, unchanged, in done. Nothing is deleted by itself.</source>
        <translation>Seine Datei landet unverändert in „Fertig“. Von selbst wird nichts gelöscht.</translation>
    </message>
    <message>
        <source>Where is my photo or my video?</source>
        <translation>Wo ist mein Foto oder mein Video?</translation>
    </message>
    <message>
        <source>Type its name, a tag or a date into the search under “Recent”, or drop the file there.</source>
        <translation>Tipp seinen Namen, ein Schlagwort oder ein Datum in die Suche unter „Zuletzt“, oder zieh die Datei dorthin.</translation>
    </message>
    <message>
        <source>What could not be added stands under “Issues”, with the reason and what you can do.</source>
        <translation>Was nicht aufgenommen werden konnte, steht unter „Braucht dich“, mit dem Grund und dem, was du tun kannst.</translation>
    </message>
    <message>
        <source>What is not taken stays in incoming; the line above the tabs counts it, and lists it.</source>
        <translation>Was nicht übernommen wird, bleibt im Eingang; die Zeile über den Reitern zählt es und listet es auf.</translation>
    </message>
    <message>
        <source>Put new photos and videos in order</source>
        <translation>Neue Fotos und Videos ordnen</translation>
    </message>
    <message>
        <source>“Open album” shows them under “New”. Select some, then give all of them tags and words.</source>
        <translation>„Album öffnen“ zeigt sie unter „Neu“. Wähle welche aus und gib ihnen allen Schlagwörter und eine Beschreibung.</translation>
    </message>
    <message>
        <source>No mouse is needed there: Enter on “New” leads to the first one, arrow keys lead on, Tab leads to the buttons.</source>
        <translation>Eine Maus brauchst du dort nicht: Die Eingabetaste auf „Neu“ führt zum ersten, Pfeiltasten führen weiter, Tab führt zu den Knöpfen.</translation>
    </message>
    <message>
        <source>“Current event…” gives tags to whatever arrives until a time of your choosing.</source>
        <translation>„Aktueller Anlass …“ gibt allem Schlagwörter, was bis zu einer Zeit deiner Wahl ankommt.</translation>
    </message>
    <message>
        <source>Show photos to others, and take them back</source>
        <translation>Anderen Fotos zeigen, und sie zurücknehmen</translation>
    </message>
    <message>
        <source>In the album, select the photos and press “Make public”; “Make private” takes them back.</source>
        <translation>Wähle im Album die Fotos und dann „Öffentlich machen“; „Privat machen“ nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Copies › “Make a public copy…” needs a CouchDB that others can reach. It shows first what strangers would see. An album on this computer moves into a CouchDB there, too.</source>
        <translation>Kopien › „Öffentliche Kopie …“ braucht eine CouchDB, die andere erreichen. Erst siehst du, was Fremde sähen. Ein Album auf diesem Computer zieht dort auch in eine CouchDB um.</translation>
    </message>
    <message>
        <source>“Copy link” on the card of the public copy is what you send; “QR code…”, under “More” there, is for a phone.</source>
        <translation>„Link kopieren“ auf der Karte der öffentlichen Kopie gibt dir, was du verschickst; „QR-Code …“, dort unter „Mehr“, ist für ein Handy.</translation>
    </message>
    <message>
        <source>“What is public…” on that card takes photos back. What others have copied stays with them.</source>
        <translation>„Was öffentlich ist …“ auf dieser Karte nimmt Fotos zurück. Was andere kopiert haben, bleibt bei ihnen.</translation>
    </message>
    <message>
        <source>What is a CouchDB, and how do I get one?</source>
        <translation>Was ist eine CouchDB, und wie bekomme ich eine?</translation>
    </message>
    <message>
        <source>A free database server. The album can lie in one instead of on this computer: only then can it have copies in other places, and a public copy.</source>
        <translation>Ein kostenloser Datenbank-Server. Das Album kann in einer solchen liegen statt auf diesem Computer: Nur dann kann es Kopien an anderen Orten haben und eine öffentliche Kopie.</translation>
    </message>
    <message>
        <source>It comes from couchdb.apache.org, for Windows, macOS and Linux, or runs on a NAS. Install it as “standalone”, choose a long password, and it answers at http://127.0.0.1:5984.</source>
        <translation>Sie kommt von couchdb.apache.org, für Windows, macOS und Linux, oder läuft auf einem NAS. Installiere sie als „standalone“, wähle ein langes Passwort, und sie antwortet unter http://127.0.0.1:5984.</translation>
    </message>
    <message>
        <source>Then: Copies › “Move to a CouchDB…”. For a public copy it has to stand where others reach it.</source>
        <translation>Dann: Kopien › „In eine CouchDB umziehen …“. Für eine öffentliche Kopie muss sie dort stehen, wo andere sie erreichen.</translation>
    </message>
    <message>
        <source>Keys of this window</source>
        <translation>Tasten dieses Fensters</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>The log lies under Settings › App. “About Photospool” says the version and every licence.</source>
        <translation>Das Protokoll liegt unter Einstellungen › Programm. „Über Photospool“ nennt die Version und alle Lizenzen.</translation>
    </message>
    <message>
        <source>The command line does the same without a window: “photospool --help”. The whole documentation comes with the program&apos;s source, in its folder “docs”; a package leaves it out.</source>
        <translation>Die Befehlszeile kann dasselbe ohne Fenster: „photospool --help“. Die ganze Dokumentation kommt mit dem Quelltext des Programms, in dessen Ordner „docs“; ein Paket lässt sie weg.</translation>
    </message>
    <message>
        <source>search</source>
        <translation>suchen</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>this help</source>
        <translation>diese Hilfe</translation>
    </message>
    <message>
        <source>close the window; Photospool goes on in the tray</source>
        <translation>das Fenster schließen; Photospool läuft in der Leiste weiter</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>the next tab</source>
        <translation>der nächste Reiter</translation>
    </message>
</context>
<context>
    <name>IssueActions</name>
    <message>
        <source>Trying again: {things}.</source>
        <translation>Neuer Versuch: {things}.</translation>
    </message>
    <message>
        <source>Where shall {things} go?</source>
        <translation>Wohin mit {things}?</translation>
    </message>
    <message>
        <source>Keep {name} out of the album?</source>
        <translation>{name} nicht ins Album aufnehmen?</translation>
    </message>
    <message>
        <source>Keep {things} out of the album?</source>
        <translation>{things} nicht ins Album aufnehmen?</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) move, unchanged, to the folder “{folder}” in done. They are not tried again.</source>
        <translation>
            <numerusform>Die Datei kommt unverändert in den Ordner „{folder}“ in „Fertig“. Sie wird nicht nochmal versucht.</numerusform>
            <numerusform>%n Dateien kommen unverändert in den Ordner „{folder}“ in „Fertig“. Sie werden nicht nochmal versucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep out</source>
        <translation>Nicht aufnehmen</translation>
    </message>
    <message>
        <source>Move {name} to the trash?</source>
        <translation>{name} in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>Move {things} to the trash?</source>
        <translation>{things} in den Papierkorb legen?</translation>
    </message>
    <message numerus="yes">
        <source>Photospool could not put {things} into your album. In this computer&apos;s trash they stay until you empty it; put back from there, they need attention here again.</source>
        <translation>
            <numerusform>Photospool konnte {things} nicht in dein Album bringen. Im Papierkorb dieses Computers bleibt es, bis du ihn leerst; von dort zurückgelegt, braucht es hier wieder deine Aufmerksamkeit.</numerusform>
            <numerusform>Photospool konnte {things} nicht in dein Album bringen. Im Papierkorb dieses Computers bleiben sie, bis du ihn leerst; von dort zurückgelegt, brauchen sie hier wieder deine Aufmerksamkeit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>The folder “{folder}” can&apos;t be made: {why}</source>
        <translation>Der Ordner „{folder}“ kann nicht angelegt werden: {why}</translation>
    </message>
    <message>
        <source>That can be done when Photospool runs again. See above why it stands still.</source>
        <translation>Das geht, sobald Photospool weiterläuft. Oben steht, warum es gerade wartet.</translation>
    </message>
    <message>
        <source>In your album now: {things}.</source>
        <translation>Jetzt in deinem Album: {things}.</translation>
    </message>
    <message>
        <source>Tried again, and it could not be done: {things}. {why}</source>
        <translation>Noch einmal versucht, und es ging nicht: {things}. {why}</translation>
    </message>
    <message>
        <source>Tried again; it is tried once more by itself: {things}.</source>
        <translation>Noch einmal versucht; es wird von selbst wieder versucht: {things}.</translation>
    </message>
    <message numerus="yes">
        <source>%n is/are on the way still.</source>
        <translation>
            <numerusform>%n ist noch unterwegs.</numerusform>
            <numerusform>%n sind noch unterwegs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} lie in the trash now.</source>
        <translation>
            <numerusform>{things} liegt jetzt im Papierkorb.</numerusform>
            <numerusform>{things} liegen jetzt im Papierkorb.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} lie in “{folder}” now.</source>
        <translation>
            <numerusform>{things} liegt jetzt in „{folder}“.</numerusform>
            <numerusform>{things} liegen jetzt in „{folder}“.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} lies in the trash now.</source>
        <translation>{name} liegt jetzt im Papierkorb.</translation>
    </message>
    <message>
        <source>{name} lies in “{folder}” now.</source>
        <translation>{name} liegt jetzt in „{folder}“.</translation>
    </message>
    <message>
        <source>{things} could not be moved:</source>
        <translation>{things} ließen sich nicht bewegen:</translation>
    </message>
</context>
<context>
    <name>IssuesPage</name>
    <message>
        <source>Retry all</source>
        <translation>Alle nochmal versuchen</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>What can&apos;t go into your album is shown here, with the reason and what you can do.</source>
        <translation>Was nicht in dein Album kann, erscheint hier, mit dem Grund und was du tun kannst.</translation>
    </message>
    <message numerus="yes">
        <source>{things} could not go into your album. They are kept unchanged.</source>
        <translation>
            <numerusform>{things} konnte nicht in dein Album. Es ist unverändert aufgehoben.</numerusform>
            <numerusform>{things} konnten nicht in dein Album. Sie sind unverändert aufgehoben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JourneyStep</name>
    <message>
        <source>See it work</source>
        <translation>Sieh, wie es geht</translation>
    </message>
    <message>
        <source>A sample photo travels through folders of its own; yours are not touched.</source>
        <translation>Ein Beispielfoto wandert durch eigene Ordner; deine werden nicht angerührt.</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Once &amp;more</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>A sample photo is being drawn…</source>
        <translation>Ein Beispielfoto wird gezeichnet …</translation>
    </message>
    <message>
        <source>It has arrived in incoming. Is it whole?</source>
        <translation>Es ist im Eingang angekommen. Ist es vollständig?</translation>
    </message>
    <message>
        <source>It is read, its pictures are made, and it goes into the album.</source>
        <translation>Es wird gelesen, seine Bilder werden gemacht, und es kommt ins Album.</translation>
    </message>
    <message>
        <source>It is in the album, every byte of it, and its file lies in done.</source>
        <translation>Es ist im Album, Byte für Byte, und seine Datei liegt in „Fertig“.</translation>
    </message>
    <message>
        <source>The picture in the album: {name}</source>
        <translation>Das Bild im Album: {name}</translation>
    </message>
    <message>
        <source>The sample could not travel ({error}). You can begin all the same.</source>
        <translation>Das Beispielfoto kam nicht an ({error}). Du kannst trotzdem beginnen.</translation>
    </message>
</context>
<context>
    <name>KindDialog</name>
    <message>
        <source>They move out of incoming as photos do: into the album, and their files into done. What keeps the incoming folder in step then removes them from the cloud and from your other devices.</source>
        <translation>Sie verlassen den Eingang wie Fotos: ins Album, und ihre Dateien nach „Fertig“. Was den Eingang abgleicht, entfernt sie dann aus der Cloud und von deinen anderen Geräten.</translation>
    </message>
    <message>
        <source>Go bac&amp;k</source>
        <translation>&amp;Zurück</translation>
    </message>
</context>
<context>
    <name>KindQuestion</name>
    <message>
        <source>Only those that c&amp;ome</source>
        <translation>Nur &amp;neue</translation>
    </message>
    <message>
        <source>&amp;Take all of them</source>
        <translation>&amp;Alle nehmen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Fine</source>
        <translation>&amp;Gut</translation>
    </message>
    <message>
        <source>Settings › Photos and videos changes it.</source>
        <translation>Ändern lässt es sich unter Einstellungen › Fotos und Videos.</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n Video</numerusform>
            <numerusform>%n Videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n raw file(s)</source>
        <translation>
            <numerusform>%n Rohdatei</numerusform>
            <numerusform>%n Rohdateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s)</source>
        <translation>
            <numerusform>%n Begleitdatei</numerusform>
            <numerusform>%n Begleitdateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{photos} and {videos}</source>
        <translation>{photos} und {videos}</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s)</source>
        <translation>
            <numerusform>%n Foto oder Video</numerusform>
            <numerusform>%n Fotos oder Videos</numerusform>
        </translation>
    </message>
    <message>
        <source>{things} ({size})</source>
        <translation>{things} ({size})</translation>
    </message>
    <message>
        <source>In incoming: {things}.</source>
        <translation>Im Eingang: {things}.</translation>
    </message>
    <message>
        <source>A year of raw files, 100 a week, may weigh {size}.</source>
        <translation>Rohdateien eines Jahres, 100 in der Woche, können {size} wiegen.</translation>
    </message>
    <message>
        <source>A year of raw files may weigh {size}.</source>
        <translation>Rohdateien eines Jahres können {size} wiegen.</translation>
    </message>
    <message>
        <source>A year of a phone&apos;s videos may weigh {size}.</source>
        <translation>Die Videos eines Handys können in einem Jahr {size} wiegen.</translation>
    </message>
    <message>
        <source>Take s&amp;idecars too (XMP, AAE, Google Takeout&apos;s JSON)</source>
        <translation>Auch Beglei&amp;tdateien nehmen (XMP, AAE, JSON von Google Takeout)</translation>
    </message>
    <message>
        <source>Shall sidecars go with their photos into your album?</source>
        <translation>Sollen Begleitdateien mit ihren Fotos in dein Album?</translation>
    </message>
    <message>
        <source>Until now, these small files beside photos (XMP, AAE, Google Takeout&apos;s JSON) are left alone. Each would be attached to its photo in the album, which takes up its words, and its file would go into done; what keeps the incoming folder in step then removes it from the cloud and from your other devices.</source>
        <translation>Bisher bleiben diese kleinen Dateien neben Fotos (XMP, AAE, JSON von Google Takeout) liegen. Jede käme im Album zu ihrem Foto, das ihre Worte übernimmt, und ihre Datei nach „Fertig“; was den Eingang abgleicht, entfernt sie dann aus der Cloud und von deinen anderen Geräten.</translation>
    </message>
    <message>
        <source>&amp;Take sidecars</source>
        <translation>Begleitda&amp;teien nehmen</translation>
    </message>
    <message>
        <source>&amp;Leave sidecars alone</source>
        <translation>Begleitdateien &amp;liegen lassen</translation>
    </message>
    <message>
        <source>Sidecars go with their photos from now on</source>
        <translation>Von jetzt an kommen Begleitdateien zu ihren Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) that is/are there now stay(s) where it is/they are.</source>
        <translation>
            <numerusform>%n Begleitdatei, die jetzt dort liegt, bleibt, wo sie ist.</numerusform>
            <numerusform>%n Begleitdateien, die jetzt dort liegen, bleiben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take cameras&apos; &amp;raw files too</source>
        <translation>Auch &amp;Rohdateien von Kameras nehmen</translation>
    </message>
    <message>
        <source>Shall cameras&apos; raw files go into your album too?</source>
        <translation>Sollen auch Rohdateien von Kameras in dein Album?</translation>
    </message>
    <message>
        <source>Until now, raw files (DNG, CR3, NEF, ARW …) are left alone. They would go the way of your photos: into the album, and their files into done; what keeps the incoming folder in step then removes them from the cloud and from your other devices.</source>
        <translation>Bisher bleiben Rohdateien (DNG, CR3, NEF, ARW …) liegen. Sie gingen den Weg deiner Fotos: ins Album, und ihre Dateien nach „Fertig“; was den Eingang abgleicht, entfernt sie dann aus der Cloud und von deinen anderen Geräten.</translation>
    </message>
    <message>
        <source>&amp;Take raw files</source>
        <translation>&amp;Rohdateien nehmen</translation>
    </message>
    <message>
        <source>&amp;Leave raw files alone</source>
        <translation>Rohdateien &amp;liegen lassen</translation>
    </message>
    <message>
        <source>Raw files go into your album too from now on</source>
        <translation>Von jetzt an kommen auch Rohdateien in dein Album</translation>
    </message>
    <message numerus="yes">
        <source>%n raw file(s) that is/are there now stay(s) where it is/they are.</source>
        <translation>
            <numerusform>%n Rohdatei, die jetzt dort liegt, bleibt, wo sie ist.</numerusform>
            <numerusform>%n Rohdateien, die jetzt dort liegen, bleiben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take &amp;videos too</source>
        <translation>Auch &amp;Videos nehmen</translation>
    </message>
    <message>
        <source>Shall videos go into your album too?</source>
        <translation>Sollen auch Videos in dein Album?</translation>
    </message>
    <message>
        <source>Until now, videos are left alone. They would go the way of your photos: into the album, and their files into done; what keeps the incoming folder in step then removes them from the cloud and from your other devices.</source>
        <translation>Bisher bleiben Videos liegen. Sie gingen den Weg deiner Fotos: ins Album, und ihre Dateien nach „Fertig“; was den Eingang abgleicht, entfernt sie dann aus der Cloud und von deinen anderen Geräten.</translation>
    </message>
    <message>
        <source>&amp;Take videos</source>
        <translation>&amp;Videos nehmen</translation>
    </message>
    <message>
        <source>&amp;Leave videos alone</source>
        <translation>Videos &amp;liegen lassen</translation>
    </message>
    <message>
        <source>Videos go into your album too from now on</source>
        <translation>Von jetzt an kommen auch Videos in dein Album</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) that is/are there now stay(s) where it is/they are.</source>
        <translation>
            <numerusform>%n Video, das jetzt dort liegt, bleibt, wo es ist.</numerusform>
            <numerusform>%n Videos, die jetzt dort liegen, bleiben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) waiting for a photo</source>
        <translation>
            <numerusform>%n Begleitdatei, die auf ihr Foto wartet</numerusform>
            <numerusform>%n Begleitdateien, die auf ihr Foto warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) that fit several photos</source>
        <translation>
            <numerusform>%n Begleitdatei, die zu mehreren Fotos passt</numerusform>
            <numerusform>%n Begleitdateien, die zu mehreren Fotos passen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n album note(s) of a Takeout</source>
        <translation>
            <numerusform>%n Albumnotiz eines Takeouts</numerusform>
            <numerusform>%n Albumnotizen eines Takeouts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera raw file(s)</source>
        <translation>
            <numerusform>%n Rohdatei</numerusform>
            <numerusform>%n Rohdateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sound file(s)</source>
        <translation>
            <numerusform>%n Tondatei</numerusform>
            <numerusform>%n Tondateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drawing(s) or picture(s) of another kind</source>
        <translation>
            <numerusform>%n Zeichnung oder Bild anderer Art</numerusform>
            <numerusform>%n Zeichnungen oder Bilder anderer Art</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n Archiv</numerusform>
            <numerusform>%n Archive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar file(s)</source>
        <translation>
            <numerusform>%n Begleitdatei</numerusform>
            <numerusform>%n Begleitdateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of other photo programs</source>
        <translation>
            <numerusform>%n Datei anderer Fotoprogramme</numerusform>
            <numerusform>%n Dateien anderer Fotoprogramme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n andere Datei</numerusform>
            <numerusform>%n andere Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n Verknüpfung</numerusform>
            <numerusform>%n Verknüpfungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing file(s)</source>
        <translation>
            <numerusform>%n fehlende Datei</numerusform>
            <numerusform>%n fehlende Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that may not be read</source>
        <translation>
            <numerusform>%n Datei, die nicht gelesen werden darf</numerusform>
            <numerusform>%n Dateien, die nicht gelesen werden dürfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n JPEG XL photo(s) (the extra “jxl” opens them)</source>
        <translation>
            <numerusform>%n JPEG-XL-Foto (das Extra „jxl“ öffnet es)</numerusform>
            <numerusform>%n JPEG-XL-Fotos (das Extra „jxl“ öffnet sie)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that the disk does not let go</source>
        <translation>
            <numerusform>%n Datei, die der Datenträger nicht hergibt</numerusform>
            <numerusform>%n Dateien, die der Datenträger nicht hergibt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is/are in the trash ({size}).</source>
        <translation>
            <numerusform>%n davon liegt im Papierkorb ({size}).</numerusform>
            <numerusform>%n davon liegen im Papierkorb ({size}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) belong(s) to them ({size}).</source>
        <translation>
            <numerusform>Dazu gehört %n weitere Datei ({size}).</numerusform>
            <numerusform>Dazu gehören %n weitere Dateien ({size}).</numerusform>
        </translation>
    </message>
    <message>
        <source>A year of videos weighs about {size}.</source>
        <translation>Ein Jahr Videos wiegt etwa {size}.</translation>
    </message>
    <message>
        <source>Only photos are taken.</source>
        <translation>Nur Fotos werden übernommen.</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>known raw files</source>
        <translation>bekannte Rohdateien</translation>
    </message>
    <message>
        <source>sidecars</source>
        <translation>Begleitdateien</translation>
    </message>
    <message>
        <source>Only {kinds} are taken.</source>
        <translation>Nur {kinds} werden übernommen.</translation>
    </message>
</context>
<context>
    <name>KindsField</name>
    <message>
        <source>Otherwise they stay in incoming.</source>
        <translation>Sonst bleiben sie im Eingang.</translation>
    </message>
</context>
<context>
    <name>LeftDialog</name>
    <message>
        <source>Left in incoming</source>
        <translation>Bleibt im Eingang</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird nachgesehen …</translation>
    </message>
    <message numerus="yes">
        <source>The first %n file(s) that stay(s) in incoming, and why:</source>
        <translation>
            <numerusform>Die erste Datei, die im Eingang bleibt, und warum:</numerusform>
            <numerusform>Die ersten %n Dateien, die im Eingang bleiben, und warum:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stay(s) in incoming, and why:</source>
        <translation>
            <numerusform>%n Datei bleibt im Eingang, und warum:</numerusform>
            <numerusform>%n Dateien bleiben im Eingang, und warum:</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left there now.</source>
        <translation>Jetzt liegt dort nichts mehr.</translation>
    </message>
</context>
<context>
    <name>LetRunDialog</name>
    <message>
        <source>Let the page run there</source>
        <translation>Die Seite dort laufen lassen</translation>
    </message>
    <message>
        <source>A CouchDB lets no page run that lies in it unless an administrator sets a policy. Sign in as one of {host}; the name and the password are used for this only, and kept nowhere.</source>
        <translation>Eine CouchDB lässt keine Seite laufen, die in ihr liegt, solange kein Verwalter es erlaubt. Melde dich als einer von {host} an; Name und Passwort werden nur dafür benutzt und nirgends aufgehoben.</translation>
    </message>
    <message>
        <source>&amp;Administrator</source>
        <translation>&amp;Verwalter</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Which setting, word for word</source>
        <translation>Welche Einstellung, Wort für Wort</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>Setting it…</source>
        <translation>Wird gesetzt …</translation>
    </message>
    <message>
        <source>There is no page in this copy.</source>
        <translation>In dieser Kopie ist keine Seite.</translation>
    </message>
    <message>
        <source>The page runs: {address}</source>
        <translation>Die Seite läuft: {address}</translation>
    </message>
    <message>
        <source>&amp;Let it run</source>
        <translation>&amp;Laufen lassen</translation>
    </message>
</context>
<context>
    <name>LinkPreviewDialog</name>
    <message>
        <source>Title and picture of the page</source>
        <translation>Titel und Bild der Seite</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>Everybody who opens the page sees it; empty: “Album”.</source>
        <translation>Alle, die die Seite öffnen, sehen ihn; leer: „Album“.</translation>
    </message>
    <message>
        <source>&amp;Picture for messengers</source>
        <translation>&amp;Bild für Messenger</translation>
    </message>
    <message>
        <source>They show it with a link to the page. The newest public photos are listed.</source>
        <translation>Sie zeigen es mit einem Link zur Seite. Hier stehen die neuesten öffentlichen Fotos.</translation>
    </message>
    <message>
        <source>&amp;Use them</source>
        <translation>&amp;Übernehmen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Setting it…</source>
        <translation>Wird gesetzt …</translation>
    </message>
    <message>
        <source>The page calls itself “{title}” now.</source>
        <translation>Die Seite nennt sich jetzt „{title}“.</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Messengers show the picture with a link to it.</source>
        <translation>Messenger zeigen das Bild mit einem Link zu ihr.</translation>
    </message>
    <message>
        <source>Messengers show no picture with a link to it.</source>
        <translation>Messenger zeigen mit einem Link zu ihr kein Bild.</translation>
    </message>
</context>
<context>
    <name>LyingList</name>
    <message>
        <source>Files in incoming</source>
        <translation>Dateien im Eingang</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
</context>
<context>
    <name>MendDialog</name>
    <message>
        <source>Mend public photos</source>
        <translation>Öffentliche Fotos in Ordnung bringen</translation>
    </message>
    <message>
        <source>Looking at the public photos…</source>
        <translation>Die öffentlichen Fotos werden angesehen …</translation>
    </message>
    <message>
        <source>&amp;Mend them</source>
        <translation>&amp;In Ordnung bringen</translation>
    </message>
    <message>
        <source>An earlier Photospool told strangers the names of files, who added the photos, and more of the camera&apos;s notes. All of it moves to the originals, where strangers don&apos;t see it, and what they could read before is forgotten there. No photo disappears, but one whose original is not in the album: it is named, and shown no more.</source>
        <translation>Ein früheres Photospool hat Fremden verraten, wie die Dateien heißen, wer die Fotos hinzugefügt hat, und mehr von den Notizen der Kamera. All das zieht zu den Originalen, wo Fremde es nicht sehen, und was sie bisher lesen konnten, wird dort vergessen. Kein Foto verschwindet, außer einem, dessen Original nicht im Album ist: Es wird genannt und nicht mehr gezeigt.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) tell strangers more than they should</source>
        <translation>
            <numerusform>%n Foto verrät Fremden mehr, als es soll</numerusform>
            <numerusform>%n Fotos verraten Fremden mehr, als sie sollen</numerusform>
        </translation>
    </message>
    <message>
        <source>That could not be looked at</source>
        <translation>Das konnte nicht angesehen werden</translation>
    </message>
</context>
<context>
    <name>MoreFoldersBox</name>
    <message>
        <source>Further incoming folders</source>
        <translation>Weitere Eingangsordner</translation>
    </message>
    <message>
        <source>Add a fo&amp;lder…</source>
        <translation>Ordner hin&amp;zufügen …</translation>
    </message>
    <message>
        <source>C&amp;hange…</source>
        <translation>Ä&amp;ndern …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>En&amp;tfernen</translation>
    </message>
    <message>
        <source>Propose &amp;these again</source>
        <translation>Diese wieder vorsc&amp;hlagen</translation>
    </message>
    <message>
        <source>&amp;Further incoming folders</source>
        <translation>&amp;Weitere Eingangsordner</translation>
    </message>
    <message>
        <source>A second phone, a camera&apos;s card, or a folder whose photos and videos must stay, such as a shared album.</source>
        <translation>Ein zweites Handy, die Karte einer Kamera oder ein Ordner, dessen Fotos und Videos bleiben müssen, etwa ein geteiltes Album.</translation>
    </message>
    <message>
        <source>Cards that are not proposed: {names}</source>
        <translation>Karten, die nicht vorgeschlagen werden: {names}</translation>
    </message>
    <message>
        <source>waits for your yes</source>
        <translation>wartet auf dein Ja</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move the album to a CouchDB</source>
        <translation>Album in eine CouchDB umziehen</translation>
    </message>
    <message>
        <source>%p%</source>
        <translation>%p %</translation>
    </message>
    <message>
        <source>Photos and videos that are there</source>
        <translation>Fotos und Videos, die dort sind</translation>
    </message>
    <message>
        <source>Mo&amp;ve it</source>
        <translation>Umzie&amp;hen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Every photo goes there with its original and all that you wrote. The album on this computer is only read and stays as it is. It may be interrupted and begun again at any time. New photos wait in the incoming folder until it is done.</source>
        <translation>Jedes Foto geht dorthin, mit seinem Original und allem, was du geschrieben hast. Das Album auf diesem Computer wird nur gelesen und bleibt, wie es ist. Du kannst jederzeit unterbrechen und neu beginnen. Neue Fotos warten im Eingangsordner, bis alles fertig ist.</translation>
    </message>
    <message>
        <source>A CouchDB answers on this computer, at {url}.</source>
        <translation>Auf diesem Computer antwortet eine CouchDB, unter {url}.</translation>
    </message>
    <message>
        <source>Test the server first.</source>
        <translation>Prüfe zuerst den Server.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What is under way comes to rest first…</source>
        <translation>Erst wird fertig, was unterwegs ist …</translation>
    </message>
    <message>
        <source>All are there. Compared once more, in case something was edited meanwhile: {photos} of {all}</source>
        <translation>Alle sind dort. Noch einmal verglichen, falls inzwischen etwas bearbeitet wurde: {photos} von {all}</translation>
    </message>
    <message>
        <source>{photos} of {all} photos and videos are there.</source>
        <translation>{photos} von {all} Fotos und Videos sind dort.</translation>
    </message>
    <message>
        <source>All is there. From now on this album is used: {address}</source>
        <translation>Alles ist dort. Von jetzt an wird dieses Album benutzt: {address}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stopped. What is there stays there; begin again to go on.</source>
        <translation>Angehalten. Was dort ist, bleibt dort; beginne neu, um fortzufahren.</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Photos and videos wait where they are. It goes on by itself.</source>
        <translation>Die Fotos und Videos warten, wo sie sind. Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>The copy “{name}” needs a look</source>
        <translation>Die Kopie „{name}“ braucht einen Blick</translation>
    </message>
    <message>
        <source>Add what is new to your album? All of it stays on the card, too.</source>
        <translation>Das Neue in dein Album aufnehmen? Auf der Karte bleibt alles auch.</translation>
    </message>
    <message>
        <source>Its window is closed; photos and videos go on into your album. A click on its icon shows the window again, its menu ends Photospool.</source>
        <translation>Das Fenster ist geschlossen; Fotos und Videos gehen weiter in dein Album. Ein Klick auf das Symbol zeigt das Fenster wieder, sein Menü beendet Photospool.</translation>
    </message>
    <message>
        <source>Its window is closed. Photospool is not set up yet: nothing moves before that. A click on its icon shows the window again, its menu ends it.</source>
        <translation>Das Fenster ist geschlossen. Photospool ist noch nicht eingerichtet: Vorher wird nichts bewegt. Ein Klick auf das Symbol zeigt das Fenster wieder, sein Menü beendet es.</translation>
    </message>
    <message>
        <source>Photospool goes on in the tray</source>
        <translation>Photospool läuft weiter, mit seinem Symbol in der Leiste</translation>
    </message>
    <message>
        <source>This is how Photospool tells you something</source>
        <translation>So sagt dir Photospool Bescheid</translation>
    </message>
    <message>
        <source>A click on it shows the window.</source>
        <translation>Ein Klick darauf zeigt das Fenster.</translation>
    </message>
    <message numerus="yes">
        <source>{things} need your attention</source>
        <translation>
            <numerusform>{things} braucht deine Aufmerksamkeit</numerusform>
            <numerusform>{things} brauchen deine Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>{things} added to your album</source>
        <translation>{things} zu deinem Album hinzugefügt</translation>
    </message>
    <message>
        <source>Open album</source>
        <translation>Album öffnen</translation>
    </message>
    <message>
        <source>{things} added</source>
        <translation>{things} hinzugefügt</translation>
    </message>
    <message>
        <source>{things} already in your album</source>
        <translation>{things} schon in deinem Album</translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n more</source>
        <translation>
            <numerusform>{name} und %n weiteres</numerusform>
            <numerusform>{name} und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was/were already there</source>
        <translation>
            <numerusform>%n war schon da</numerusform>
            <numerusform>%n waren schon da</numerusform>
        </translation>
    </message>
    <message>
        <source>Photospool has stopped by a mistake of its own</source>
        <translation>Photospool ist durch einen eigenen Fehler stehen geblieben</translation>
    </message>
    <message>
        <source>Your photos and videos are safe. The window can start it again.</source>
        <translation>Deine Fotos und Videos sind sicher. Im Fenster lässt es sich neu starten.</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>Beheben …</translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Told without a sound, one message for a whole batch, and not while you look at the window.</source>
        <translation>Ohne Ton, eine Mitteilung für einen ganzen Schwung, und nicht, während du das Fenster ansiehst.</translation>
    </message>
    <message>
        <source>Photos or videos were &amp;added</source>
        <translation>Fotos oder Videos wurden &amp;hinzugefügt</translation>
    </message>
    <message>
        <source>Photos or videos &amp;need attention</source>
        <translation>Fotos oder Videos &amp;brauchen mich</translation>
    </message>
    <message>
        <source>The album has been &amp;out of reach for a while</source>
        <translation>Das Album ist seit einer Weile &amp;offline</translation>
    </message>
    <message>
        <source>Nothing &amp;moves any more until you do something</source>
        <translation>Nichts be&amp;wegt sich mehr, bis du etwas tust</translation>
    </message>
    <message>
        <source>A folder is gone, the disk is full, or the password was refused.</source>
        <translation>Ein Ordner ist weg, der Datenträger ist voll, oder das Passwort wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Told once; what is new waits, and goes on by itself. A copy that is in trouble is told once, too.</source>
        <translation>Das wird nur einmal gemeldet; Neues wartet und geht von selbst weiter. Ebenso, wenn mit einer Kopie etwas nicht stimmt.</translation>
    </message>
    <message>
        <source>Show a &amp;sample</source>
        <translation>Ein B&amp;eispiel zeigen</translation>
    </message>
</context>
<context>
    <name>OnlineOnlyButton</name>
    <message>
        <source>Downloading…</source>
        <translation>Wird heruntergeladen …</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Download the %n photo(s) that is/are online only</source>
        <translation>
            <numerusform>Das Foto herunterladen, das nur online ist</numerusform>
            <numerusform>Die %n Fotos herunterladen, die nur online sind</numerusform>
        </translation>
    </message>
    <message>
        <source>They could not be downloaded.</source>
        <translation>Sie ließen sich nicht herunterladen.</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>&amp;Go on with it</source>
        <translation>Damit &amp;fortfahren</translation>
    </message>
    <message>
        <source>&amp;Password of {user} on {host}</source>
        <translation>&amp;Passwort von {user} auf {host}</translation>
    </message>
    <message>
        <source>Photospool made this name and its password when the copy was added. If that server does not accept it any more, an administrator there can give it a new password; or remove the copy here and add it again: the photos that lie there stay and are not copied a second time.</source>
        <translation>Photospool hat diesen Namen und sein Passwort angelegt, als die Kopie hinzukam. Nimmt der Server ihn nicht mehr an, kann ihm jemand, der ihn verwaltet, ein neues Passwort geben. Oder entferne die Kopie hier und füge sie neu hinzu: Die Fotos dort bleiben und werden nicht noch einmal kopiert.</translation>
    </message>
</context>
<context>
    <name>PauseMenu</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>For 30 minutes</source>
        <translation>30 Minuten lang</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>1 Stunde lang</translation>
    </message>
    <message>
        <source>Until tomorrow</source>
        <translation>Bis morgen</translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation>Bis ich weitermache</translation>
    </message>
</context>
<context>
    <name>PhotosPage</name>
    <message>
        <source>Photos and videos</source>
        <translation>Fotos und Videos</translation>
    </message>
    <message>
        <source>What is taken, and what is said of each that arrives by itself. You can edit it in the album.</source>
        <translation>Was genommen wird, und was von jedem gesagt wird, das von selbst ankommt. Im Album kannst du es bearbeiten.</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Names of &amp;sub-folders become tags</source>
        <translation>Namen von &amp;Unterordnern werden Schlagwörter</translation>
    </message>
    <message>
        <source>Make a &amp;large picture too (1600×1200), for sharp screens</source>
        <translation>Auch ein &amp;großes Bild machen (1600×1200), für scharfe Bildschirme</translation>
    </message>
    <message>
        <source>Quality of the pictures</source>
        <translation>Qualität der Bilder</translation>
    </message>
    <message>
        <source>&amp;Category</source>
        <translation>&amp;Kategorie</translation>
    </message>
    <message>
        <source>Who may see it. Never Public: publishing is something that you do while looking at a photo.</source>
        <translation>Wer es sehen darf. Nie „Öffentlich“: Das entscheidest du, wenn du ein Foto ansiehst.</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;Schlagwörter</translation>
    </message>
    <message>
        <source>What lies in “Summer trip” gets the tag Summer-trip; dates and DCIM give none.</source>
        <translation>Was in „Urlaub am Meer“ liegt, bekommt das Schlagwort Urlaub-am-Meer; Datumsangaben und DCIM geben keines.</translation>
    </message>
    <message>
        <source>Shown &amp;as</source>
        <translation>Gezeigt &amp;als</translation>
    </message>
    <message>
        <source>The name that strangers may see with your photos in a public copy; empty for none.</source>
        <translation>Der Name, den Fremde bei deinen Fotos in einer öffentlichen Kopie sehen dürfen; leer: keiner.</translation>
    </message>
    <message>
        <source>&amp;Quality of the pictures</source>
        <translation>&amp;Qualität der Bilder</translation>
    </message>
    <message>
        <source>For the pictures that the album shows; the original is always kept unchanged. 85 is good.</source>
        <translation>Für die Bilder, die das Album zeigt; das Original bleibt immer unverändert. 85 ist gut.</translation>
    </message>
    <message>
        <source>Ask me once</source>
        <translation>Einmal fragen</translation>
    </message>
    <message>
        <source>Open them all the same</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Leave them in incoming</source>
        <translation>Im Eingang lassen</translation>
    </message>
    <message>
        <source>&amp;HEIC photos, where nothing closes in what opens them</source>
        <translation>&amp;HEIC-Fotos, wo nichts das einsperrt, was sie öffnet</translation>
    </message>
    <message>
        <source>Most computers do close it in, and then this changes nothing; About says whether this one does. Where HEIC was opened before anything closed it in, it goes on until you choose.</source>
        <translation>Die meisten Computer sperren es ein, dann ändert das hier nichts; ob deiner es tut, steht unter „Über“. Wo HEIC schon geöffnet wurde, bevor es eingesperrt war, geht es weiter, bis du wählst.</translation>
    </message>
</context>
<context>
    <name>PublicPhotosDialog</name>
    <message>
        <source>What is public</source>
        <translation>Was öffentlich ist</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alle wählen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Take %n back from public</source>
        <translation>
            <numerusform>%n nicht mehr &amp;öffentlich</numerusform>
            <numerusform>%n nicht mehr &amp;öffentlich</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Take back from public</source>
        <translation>Nicht mehr &amp;öffentlich</translation>
    </message>
    <message>
        <source>Taking back…</source>
        <translation>Wird zurückgenommen …</translation>
    </message>
    <message>
        <source>Stopped: what is Private by now goes out of the public copies by itself, a little later.</source>
        <translation>Angehalten: Was schon Privat ist, kommt etwas später von selbst aus den öffentlichen Kopien.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are Private now.</source>
        <translation>
            <numerusform>%n Foto ist jetzt privat.</numerusform>
            <numerusform>%n Fotos sind jetzt privat.</numerusform>
        </translation>
    </message>
    <message>
        <source>Strangers can&apos;t read them any more, former versions neither.</source>
        <translation>Fremde können sie nicht mehr lesen, auch frühere Fassungen nicht.</translation>
    </message>
    <message>
        <source>Strangers can still read former versions; it is tried again.</source>
        <translation>Fremde können noch frühere Fassungen lesen; es wird wieder versucht.</translation>
    </message>
    <message>
        <source>Strangers may still see them in the copy “{name}”; it is tried again. {why}</source>
        <translation>Fremde sehen sie in der Kopie „{name}“ vielleicht noch; es wird wieder versucht. {why}</translation>
    </message>
    <message>
        <source>What others have copied before cannot be called back.</source>
        <translation>Was andere vorher kopiert haben, lässt sich nicht zurückholen.</translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message>
        <source>Make a public copy</source>
        <translation>Öffentliche Kopie anlegen</translation>
    </message>
    <message>
        <source>Go bac&amp;k</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Shall strangers get videos, too?</source>
        <translation>Sollen Fremde auch Videos bekommen?</translation>
    </message>
    <message>
        <source>“More” on the copy&apos;s card has “Videos…”, which changes it at any time.</source>
        <translation>Ändern kannst du das jederzeit: auf der Karte der Kopie, unter „Mehr“ › „Videos …“.</translation>
    </message>
    <message>
        <source>The copy gets a database of its own, which takes what is public only and refuses every change. It is opened when all are there, and then tried as a stranger; if anything is wrong it is closed again. What others have copied from it cannot be called back.</source>
        <translation>Die Kopie bekommt eine eigene Datenbank, die nur aufnimmt, was öffentlich ist, und jede Änderung ablehnt. Sie wird geöffnet, wenn alle da sind, und dann mit den Augen von Fremden geprüft; stimmt etwas nicht, wird sie wieder geschlossen. Was andere daraus kopiert haben, lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>&amp;Title of the page</source>
        <translation>&amp;Titel der Seite</translation>
    </message>
    <message>
        <source>Everybody who opens the page sees it.</source>
        <translation>Alle, die die Seite öffnen, sehen ihn.</translation>
    </message>
    <message>
        <source>&amp;Let the page run there…</source>
        <translation>Die Seite dort &amp;laufen lassen …</translation>
    </message>
    <message>
        <source>Lines for nginx</source>
        <translation>Zeilen für nginx</translation>
    </message>
    <message>
        <source>&amp;Copy these lines</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Whoever looks after a server that others reach puts a proxy in front of it, which should let nothing but looking pass. It needs lines of its own for that; the copy&apos;s card has them, too.</source>
        <translation>Wer einen Server betreut, den andere erreichen, stellt einen Proxy davor, der nichts als Ansehen durchlassen soll. Dafür braucht er eigene Zeilen; die Karte der Kopie hat sie auch.</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>Wird eingerichtet …</translation>
    </message>
    <message>
        <source>Make it pu&amp;blic</source>
        <translation>&amp;Veröffentlichen</translation>
    </message>
    <message>
        <source>Not opened yet. If its card is among your copies, it is filled from now on; “Check now” there opens it when all photos and videos have arrived.</source>
        <translation>Noch nicht geöffnet. Steht ihre Karte bei deinen Kopien, füllt sie sich von jetzt an; „Jetzt prüfen“ öffnet sie dort, wenn alle Fotos und Videos angekommen sind.</translation>
    </message>
    <message>
        <source>It is open now: {address}</source>
        <translation>Sie ist jetzt offen: {address}</translation>
    </message>
    <message>
        <source>Everybody can look at it now: {address}</source>
        <translation>Jetzt können alle sie ansehen: {address}</translation>
    </message>
    <message>
        <source>Everybody can look at it now: {address}. But that server&apos;s policy is of an earlier version: the page plays no videos, or no motion photos, before it is set anew.</source>
        <translation>Jetzt können alle sie ansehen: {address}. Aber die Richtlinie dieses Servers stammt von einer früheren Version: Die Seite spielt keine Videos oder keine bewegten Fotos ab, bevor sie neu gesetzt ist.</translation>
    </message>
    <message>
        <source>Everybody can read it now, but its page does not run there yet, for that server&apos;s policy lets no scripts run: {address}</source>
        <translation>Jetzt können alle sie lesen, aber ihre Seite läuft dort noch nicht, denn die Richtlinie dieses Servers lässt keine Skripte zu: {address}</translation>
    </message>
    <message>
        <source>Let the album&apos;s page run on that server?</source>
        <translation>Die Seite des Albums auf diesem Server laufen lassen?</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Laufen lassen</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
</context>
<context>
    <name>QrDialog</name>
    <message>
        <source>QR code of “{name}”</source>
        <translation>QR-Code von „{name}“</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>Link &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as picture…</source>
        <translation>Als Bild &amp;speichern …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save the QR code</source>
        <translation>QR-Code speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Gespeichert als {file}</translation>
    </message>
    <message>
        <source>It could not be saved there. Please choose another folder.</source>
        <translation>Dort ließ er sich nicht speichern. Bitte wähle einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>QuitQuestion</name>
    <message>
        <source>Quit Photospool now?</source>
        <translation>Photospool jetzt beenden?</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>RecentModel</name>
    <message>
        <source>Double-click: show it in the album</source>
        <translation>Doppelklick: im Album zeigen</translation>
    </message>
</context>
<context>
    <name>RecentPage</name>
    <message>
        <source>Add it…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Nothing with this name, tag or date came through here, and no photo or video so named lies in incoming. Is it still on the phone or card, or not sent yet? Drop its file into the field above: that says whether your album has it, under whatever name.</source>
        <translation>Mit diesem Namen, Schlagwort oder Datum ist hier nichts angekommen, und im Eingang liegt kein Foto oder Video, das so heißt. Ist es noch auf dem Handy oder der Karte, oder noch nicht gesendet? Zieh seine Datei in das Feld oben: Das sagt, ob dein Album sie hat, unter welchem Namen auch immer.</translation>
    </message>
    <message>
        <source>Recent photos and videos</source>
        <translation>Letzte Fotos und Videos</translation>
    </message>
    <message>
        <source>Put photos and videos into the incoming folder, or drop them here. Each one is listed as it reaches your album.</source>
        <translation>Leg Fotos und Videos in den Eingang oder zieh sie hierher. Jedes erscheint hier, sobald es in deinem Album ist.</translation>
    </message>
    <message>
        <source>Put photos into the incoming folder, or drop them here. Each one is listed as it reaches your album.</source>
        <translation>Leg Fotos in den Eingang oder zieh sie hierher. Jedes erscheint hier, sobald es in deinem Album ist.</translation>
    </message>
    <message>
        <source>What is on its way is listed here as it reaches your album.</source>
        <translation>Was unterwegs ist, steht hier, sobald es in deinem Album ist.</translation>
    </message>
    <message>
        <source>Looking at {name}…</source>
        <translation>{name} wird angesehen …</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read.</source>
        <translation>{name} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>This came through here under the name {name}:</source>
        <translation>Das ist hier unter dem Namen {name} angekommen:</translation>
    </message>
    <message>
        <source>{name} has not come through here.</source>
        <translation>{name} ist hier noch nicht angekommen.</translation>
    </message>
    <message>
        <source>{name} is in your album (it came: {when}).</source>
        <translation>{name} ist in deinem Album (gekommen: {when}).</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} und %n weiteres</numerusform>
            <numerusform>{names} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>On the way: {names}</source>
        <translation>Unterwegs: {names}</translation>
    </message>
    <message>
        <source>{name} lies in incoming:</source>
        <translation>{name} liegt im Eingang:</translation>
    </message>
    <message>
        <source>Open in the album</source>
        <translation>Im Album öffnen</translation>
    </message>
    <message>
        <source>Show the file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message>
        <source>Show in Issues</source>
        <translation>Unter „Braucht dich“ zeigen</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
</context>
<context>
    <name>RemoveCopyDialog</name>
    <message>
        <source>Remove a copy</source>
        <translation>Kopie entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>What shall become of “{name}”?</source>
        <translation>Was soll aus „{name}“ werden?</translation>
    </message>
    <message>
        <source>Nothing is copied there any more, and its password is forgotten. Your album stays.</source>
        <translation>Es wird nichts mehr dorthin kopiert, und das Passwort wird vergessen. Dein Album bleibt.</translation>
    </message>
    <message>
        <source>&amp;Delete all of it on that server, for good</source>
        <translation>Alles auf diesem Server end&amp;gültig löschen</translation>
    </message>
    <message>
        <source>The photos &amp;stay there, as they are now</source>
        <translation>Die Fotos &amp;bleiben dort, wie sie jetzt sind</translation>
    </message>
    <message>
        <source>The photos stay there, but strangers see &amp;nothing any more</source>
        <translation>Die Fotos bleiben dort, aber Fremde sehen &amp;nichts mehr</translation>
    </message>
    <message>
        <source>Strangers go on seeing them, and nobody looks after them: a photo that you take back from public or delete later stays public there.</source>
        <translation>Fremde sehen sie weiterhin, und niemand kümmert sich darum: Ein Foto, das du später zurücknimmst oder löschst, bleibt dort öffentlich.</translation>
    </message>
    <message>
        <source>The photos &amp;stay there, and stay public</source>
        <translation>Die Fotos &amp;bleiben dort, und sie bleiben öffentlich</translation>
    </message>
    <message>
        <source>An &amp;administrator there</source>
        <translation>Ein &amp;Verwalter dort</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Only an administrator of that server can delete it.</source>
        <translation>Nur wer diesen Server verwaltet, kann sie löschen.</translation>
    </message>
    <message>
        <source>Not needed. With it the name {user}, which was made for this copy, goes too.</source>
        <translation>Nicht nötig. Damit verschwindet auch der Name {user}, der für diese Kopie angelegt wurde.</translation>
    </message>
    <message>
        <source>Not needed for this.</source>
        <translation>Hierfür nicht nötig.</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt …</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Where is my photo or video? Name, tag or date, or drop the file here</source>
        <translation>Wo ist mein Foto oder Video? Name, Schlagwort oder Datum, oder zieh die Datei hierher</translation>
    </message>
    <message>
        <source>Search photos and videos</source>
        <translation>Fotos und Videos suchen</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>The settings could not be saved.</source>
        <translation>Die Einstellungen ließen sich nicht speichern.</translation>
    </message>
    <message>
        <source>Photospool made a mistake.</source>
        <translation>Photospool hat einen Fehler gemacht.</translation>
    </message>
</context>
<context>
    <name>ShownAs</name>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>Name that strangers &amp;see</source>
        <translation>Name, den &amp;Fremde sehen</translation>
    </message>
    <message>
        <source>Instead of the login name that an earlier Photospool stored with your photos. Photos that you add from now on get the name that stands in the settings.</source>
        <translation>Statt des Anmeldenamens, den ein früheres Photospool bei deinen Fotos gespeichert hat. Fotos, die du von nun an hinzufügst, bekommen den Namen aus den Einstellungen.</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Anzeigen …</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
</context>
<context>
    <name>StayingBox</name>
    <message>
        <source>&amp;Leave the files there, and copy each once</source>
        <translation>Die Dateien dort &amp;lassen und jede einmal kopieren</translation>
    </message>
</context>
<context>
    <name>StrangersView</name>
    <message>
        <source>Looking at the public photos…</source>
        <translation>Die öffentlichen Fotos werden angesehen …</translation>
    </message>
    <message>
        <source>Photos and videos that strangers would see</source>
        <translation>Fotos und Videos, die Fremde sehen würden</translation>
    </message>
    <message>
        <source>In the album, select what you want to show and press “Make public” there: it appears in the copy by itself.</source>
        <translation>Wähle im Album, was du zeigen willst, und dort „Öffentlich machen“: Es erscheint von selbst in der Kopie.</translation>
    </message>
    <message>
        <source>In the album, select what you want to show and press “Make public” there; then close this window and begin here again. Or go on now: what becomes public later appears in the copy by itself.</source>
        <translation>Wähle im Album, was du zeigen willst, und dort „Öffentlich machen“; schließ dann dieses Fenster und fang hier noch einmal an. Oder mach jetzt weiter: Was später öffentlich wird, erscheint von selbst in der Kopie.</translation>
    </message>
    <message>
        <source>Open album</source>
        <translation>Album öffnen</translation>
    </message>
    <message>
        <source>Looking at the public photos: {number}</source>
        <translation>Die öffentlichen Fotos werden angesehen: {number}</translation>
    </message>
    <message>
        <source>Nothing is public yet</source>
        <translation>Noch ist nichts öffentlich</translation>
    </message>
    <message>
        <source>Strangers would see nothing</source>
        <translation>Fremde würden nichts sehen</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s) are public</source>
        <translation>
            <numerusform>%n Foto oder Video ist öffentlich</numerusform>
            <numerusform>%n Fotos oder Videos sind öffentlich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strangers would see %n photo(s) or video(s)</source>
        <translation>
            <numerusform>Fremde würden %n Foto oder Video sehen</numerusform>
            <numerusform>Fremde würden %n Fotos oder Videos sehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) can&apos;t be shown to strangers as they are, so nothing can be published yet. “photospool album repair” mends photos of older programs; settle conflicts, or make them Private.</source>
        <translation>
            <numerusform>%n Foto kann Fremden nicht so gezeigt werden, wie es ist; darum lässt sich noch nichts veröffentlichen. „photospool album repair“ bringt Fotos älterer Programme in Ordnung; löse Konflikte oder mach es privat.</numerusform>
            <numerusform>%n Fotos können Fremden nicht so gezeigt werden, wie sie sind; darum lässt sich noch nichts veröffentlichen. „photospool album repair“ bringt Fotos älterer Programme in Ordnung; löse Konflikte oder mach sie privat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) say more yet than strangers get, such as the file&apos;s name. That moves to the original, where strangers don&apos;t see it, before anything is published.</source>
        <translation>
            <numerusform>%n Foto sagt noch mehr, als Fremde bekommen, etwa den Namen der Datei. Das zieht zum Original, wo Fremde es nicht sehen, bevor etwas veröffentlicht wird.</numerusform>
            <numerusform>%n Fotos sagen noch mehr, als Fremde bekommen, etwa den Namen der Datei. Das zieht zum Original, wo Fremde es nicht sehen, bevor etwas veröffentlicht wird.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>That could not be looked at</source>
        <translation>Das konnte nicht angesehen werden</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Incoming</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Braucht dich</translation>
    </message>
    <message numerus="yes">
        <source>%n wait to be tried again</source>
        <translation>
            <numerusform>%n wartet auf einen neuen Versuch</numerusform>
            <numerusform>%n warten auf einen neuen Versuch</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the incoming folder</source>
        <translation>Eingang öffnen</translation>
    </message>
    <message>
        <source>What reached your album; see it under Recent</source>
        <translation>Was in deinem Album angekommen ist; sieh es unter Zuletzt</translation>
    </message>
    <message>
        <source>What needs attention</source>
        <translation>Was Aufmerksamkeit braucht</translation>
    </message>
</context>
<context>
    <name>TagsEdit</name>
    <message>
        <source>sea, summer, Anna</source>
        <translation>Meer, Sommer, Anna</translation>
    </message>
</context>
<context>
    <name>Ticks</name>
    <message>
        <source>All right:</source>
        <translation>In Ordnung:</translation>
    </message>
    <message>
        <source>Note:</source>
        <translation>Hinweis:</translation>
    </message>
    <message>
        <source>Wrong:</source>
        <translation>Falsch:</translation>
    </message>
</context>
<context>
    <name>TitleEdit</name>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>Set up…</source>
        <translation>Einrichten …</translation>
    </message>
    <message>
        <source>Open album</source>
        <translation>Album öffnen</translation>
    </message>
    <message>
        <source>Show window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Current event…</source>
        <translation>Aktueller Anlass …</translation>
    </message>
    <message>
        <source>Open incoming folder</source>
        <translation>Ordner „Eingang“ öffnen</translation>
    </message>
    <message>
        <source>Open done folder</source>
        <translation>Ordner „Fertig“ öffnen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>About Photospool</source>
        <translation>Über Photospool</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Now: {event}</source>
        <translation>Jetzt: {event}</translation>
    </message>
    <message>
        <source>{what}…</source>
        <translation>{what} …</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>Copy “{name}”: {title}</source>
        <translation>Kopie „{name}“: {title}</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s) were changed on two computers at once</source>
        <translation>
            <numerusform>%n Foto oder Video wurde auf zwei Computern zugleich geändert</numerusform>
            <numerusform>%n Fotos oder Videos wurden auf zwei Computern zugleich geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is lost: both versions are kept until you choose. {names}</source>
        <translation>Nichts ist verloren: Beide Fassungen bleiben, bis du wählst. {names}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Its fingerprint (SHA-256): {fingerprint}</source>
        <translation>Sein Fingerabdruck (SHA-256): {fingerprint}</translation>
    </message>
    <message>
        <source>Connected: {kind}.</source>
        <translation>Verbunden: {kind}.</translation>
    </message>
    <message>
        <source>Connected: {kind}, signed in as {user}.</source>
        <translation>Verbunden: {kind}, angemeldet als {user}.</translation>
    </message>
    <message>
        <source>You may add photos and videos.</source>
        <translation>Du darfst Fotos und Videos hinzufügen.</translation>
    </message>
    <message numerus="yes">
        <source>About %n photo(s) or video(s) are there.</source>
        <translation>
            <numerusform>Etwa %n Foto oder Video ist dort.</numerusform>
            <numerusform>Etwa %n Fotos und Videos sind dort.</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo is there yet.</source>
        <translation>Noch ist kein Foto dort.</translation>
    </message>
    <message>
        <source>The album&apos;s views are installed.</source>
        <translation>Die Ansichten des Albums sind eingerichtet.</translation>
    </message>
    <message>
        <source>The album&apos;s views are older than this program&apos;s.</source>
        <translation>Die Ansichten des Albums sind älter als die dieses Programms.</translation>
    </message>
    <message>
        <source>The album&apos;s views are not installed yet: the album page needs them.</source>
        <translation>Die Ansichten des Albums sind noch nicht eingerichtet: Die Albumseite braucht sie.</translation>
    </message>
    <message>
        <source>The album&apos;s page {fails}: the server&apos;s policy does not let it. “photospool album setup” offers another one.</source>
        <translation>Die Seite des Albums {fails}: Die Richtlinie des Servers lässt es nicht zu. „photospool album setup“ bietet eine andere an.</translation>
    </message>
    <message>
        <source>It works as it is; the change pays before many photos go there, and needs an administrator.</source>
        <translation>Es geht auch so; die Änderung lohnt sich, bevor viele Fotos dorthin gehen, und braucht einen Verwalter.</translation>
    </message>
    <message>
        <source>Not asked, for it is away: {nodes}. Test again when it is back.</source>
        <translation>Nicht gefragt, weil nicht erreichbar: {nodes}. Teste noch einmal, wenn er wieder da ist.</translation>
    </message>
    <message>
        <source>{host} shows a certificate that it signed itself. Nothing was sent.</source>
        <translation>{host} zeigt ein Zertifikat, das er selbst unterschrieben hat. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The certificate of {host} was signed by somebody unknown here. Choose your authority&apos;s certificate file. Nothing was sent.</source>
        <translation>Das Zertifikat von {host} hat jemand unterschrieben, der hier unbekannt ist. Wähle die Zertifikatsdatei deiner Stelle. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>{host} shows a certificate for another name. Check the address. Nothing was sent.</source>
        <translation>{host} zeigt ein Zertifikat für einen anderen Namen. Prüfe die Adresse. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The certificate of {host} has expired. Renew it there, or check this computer&apos;s date. Nothing was sent.</source>
        <translation>Das Zertifikat von {host} ist abgelaufen. Erneuere es dort oder prüfe das Datum dieses Computers. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The certificate of {host} can&apos;t be trusted. Nothing was sent.</source>
        <translation>Dem Zertifikat von {host} ist nicht zu trauen. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The server is there, but it has no album “{database}” yet.</source>
        <translation>Der Server ist da, hat aber noch kein Album „{database}“.</translation>
    </message>
    <message>
        <source>You are signed in as {user}, but may not add photos to “{database}”. Ask who looks after the server.</source>
        <translation>Du bist als {user} angemeldet, darfst zu „{database}“ aber keine Fotos hinzufügen. Frag, wer sich um den Server kümmert.</translation>
    </message>
    <message>
        <source>Only an administrator of the server may do that. Sign in as one once, or ask them.</source>
        <translation>Das darf nur, wer den Server verwaltet. Melde dich einmal so an oder frag nach.</translation>
    </message>
    <message>
        <source>{host} wants a name and a password.</source>
        <translation>{host} möchte Name und Passwort.</translation>
    </message>
    <message>
        <source>Name or password is wrong. It is not tried again before you enter another one, so that the account is not locked.</source>
        <translation>Name oder Passwort stimmt nicht. Es wird erst wieder versucht, wenn du ein anderes eingibst, damit das Konto nicht gesperrt wird.</translation>
    </message>
    <message>
        <source>There were too many wrong passwords: the server refuses everybody for five minutes. Try then.</source>
        <translation>Es gab zu viele falsche Passwörter: Der Server lehnt fünf Minuten lang alle ab. Versuche es dann.</translation>
    </message>
    <message>
        <source>There is no computer named {host}. Check the address.</source>
        <translation>Es gibt keinen Computer namens {host}. Prüfe die Adresse.</translation>
    </message>
    <message>
        <source>Nothing answers at {host}. Is the server running, and the port right?</source>
        <translation>Unter {host} antwortet nichts. Läuft der Server, und stimmt der Port?</translation>
    </message>
    <message>
        <source>{host} does not answer in time. Try again later.</source>
        <translation>{host} antwortet nicht rechtzeitig. Versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>{host} can&apos;t work now. Try again later.</source>
        <translation>{host} kann gerade nicht arbeiten. Versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>Something answers at {host}, but it is no CouchDB. Check address and port.</source>
        <translation>Unter {host} antwortet etwas, aber keine CouchDB. Prüfe Adresse und Port.</translation>
    </message>
    <message>
        <source>The certificate file can&apos;t be read. Choose it again.</source>
        <translation>Die Zertifikatsdatei lässt sich nicht lesen. Wähle sie neu.</translation>
    </message>
    <message>
        <source>The way to {host} is not encrypted: password and photos could be read on the way. Use https, or allow it below. Nothing was sent.</source>
        <translation>Der Weg zu {host} ist nicht verschlüsselt: Passwort und Fotos könnten mitgelesen werden. Nimm https oder erlaube es unten. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>This is no address. It looks like https://couch.example.org or http://127.0.0.1:5984.</source>
        <translation>Das ist keine Adresse. Sie sieht aus wie https://couch.example.org oder http://127.0.0.1:5984.</translation>
    </message>
</context>
<context>
    <name>VideosChoice</name>
    <message>
        <source>No &amp;videos: one picture of each, and the words</source>
        <translation>Keine &amp;Videos: von jedem ein Bild und die Beschreibung</translation>
    </message>
    <message>
        <source>Videos with&amp;out their sound</source>
        <translation>Videos &amp;ohne ihren Ton</translation>
    </message>
    <message>
        <source>Videos &amp;with their sound</source>
        <translation>Videos &amp;mit ihrem Ton</translation>
    </message>
    <message>
        <source>What others have copied before cannot be called back.</source>
        <translation>Was andere vorher kopiert haben, lässt sich nicht zurückholen.</translation>
    </message>
</context>
<context>
    <name>VideosDialog</name>
    <message>
        <source>Videos for strangers</source>
        <translation>Videos für Fremde</translation>
    </message>
    <message>
        <source>&amp;Use this</source>
        <translation>&amp;So machen</translation>
    </message>
    <message>
        <source>Taking back…</source>
        <translation>Wird zurückgenommen …</translation>
    </message>
    <message>
        <source>Making and sending videos…</source>
        <translation>Videos werden gemacht und gesendet …</translation>
    </message>
    <message>
        <source>Stopped. What was chosen holds: the rest is done by itself while Photospool runs.</source>
        <translation>Angehalten. Was bestimmt wurde, gilt: Den Rest erledigt Photospool von selbst, während es läuft.</translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>Welcome to Photospool</source>
        <translation>Willkommen bei Photospool</translation>
    </message>
    <message>
        <source>It carries your photos and videos, by itself and safely, from a synced folder into your own album.</source>
        <translation>Es bringt deine Fotos und Videos, von selbst und sicher, aus einem synchronisierten Ordner in dein eigenes Album.</translation>
    </message>
    <message>
        <source>Your phone puts photos and videos into a folder that a sync client brings to this computer.</source>
        <translation>Dein Handy legt Fotos und Videos in einen Ordner, den ein Sync-Programm auf diesen Computer bringt.</translation>
    </message>
    <message>
        <source>Photospool takes each of them out, stores it in your album, and proves that it is there.</source>
        <translation>Photospool nimmt jedes davon heraus, legt es in dein Album und beweist, dass es dort ist.</translation>
    </message>
    <message>
        <source>The file itself ends unchanged in a folder of your choice. Only what you throw away yourself is ever deleted.</source>
        <translation>Die Datei selbst landet unverändert in einem Ordner deiner Wahl. Gelöscht wird nur, was du selbst wegwirfst.</translation>
    </message>
    <message>
        <source>This takes a minute. Nothing moves before you say so at the end.</source>
        <translation>Das dauert eine Minute. Nichts wird bewegt, bevor du am Ende zustimmst.</translation>
    </message>
</context>
<context>
    <name>Whereabouts</name>
    <message>
        <source>It is next to be taken.</source>
        <translation>Sie kommt als Nächstes an die Reihe.</translation>
    </message>
    <message>
        <source>It goes into your album as soon as it is whole.</source>
        <translation>Sie kommt in dein Album, sobald sie vollständig ist.</translation>
    </message>
    <message>
        <source>It lies in the folder “{folder}”, which is left alone with all that is in it.</source>
        <translation>Sie liegt im Ordner „{folder}“, aus dem nichts genommen wird.</translation>
    </message>
    <message>
        <source>If it is wanted in your album, add it with “Add files…”: its file stays there.</source>
        <translation>Wenn du sie im Album willst, füge sie mit „Dateien hinzufügen …“ hinzu: Die Datei bleibt dort liegen.</translation>
    </message>
    <message>
        <source>It lay there when you began, and only new ones are taken.</source>
        <translation>Sie lag schon da, als du angefangen hast, und nur neue werden übernommen.</translation>
    </message>
    <message>
        <source>Add it with “Add files…”, or take all of them: Settings › Folders.</source>
        <translation>Füge sie mit „Dateien hinzufügen …“ hinzu, oder lass alle übernehmen: Einstellungen › Ordner.</translation>
    </message>
    <message>
        <source>It was copied, and stays in this folder, as you chose.</source>
        <translation>Sie wurde kopiert und bleibt in diesem Ordner, wie du es gewählt hast.</translation>
    </message>
    <message>
        <source>Nothing is to be done.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Its bytes are not on this computer: its sync client keeps it online only.</source>
        <translation>Ihr Inhalt ist nicht auf diesem Computer: Der Sync-Client hält die Datei nur online.</translation>
    </message>
    <message>
        <source>Have it downloaded in the file manager; it is taken by itself then.</source>
        <translation>Lass sie im Dateimanager herunterladen; dann wird sie von selbst übernommen.</translation>
    </message>
    <message>
        <source>It is empty: perhaps its bytes are still on their way.</source>
        <translation>Sie ist leer: Vielleicht ist ihr Inhalt noch unterwegs.</translation>
    </message>
    <message>
        <source>It is taken once it is whole. If it stays empty, please send it again.</source>
        <translation>Sie wird übernommen, sobald sie vollständig ist. Bleibt sie leer, schick sie bitte noch einmal.</translation>
    </message>
    <message>
        <source>Photospool may not read it.</source>
        <translation>Photospool darf sie nicht lesen.</translation>
    </message>
    <message>
        <source>Please give yourself the right to read it. It goes on by itself.</source>
        <translation>Bitte gib dir das Recht, sie zu lesen. Dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>It is a link to another file, and links are not followed.</source>
        <translation>Das ist eine Verknüpfung zu einer anderen Datei, und Verknüpfungen wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>Put the file itself here, or add it with “Add files…”.</source>
        <translation>Leg die Datei selbst hierher, oder füge sie mit „Dateien hinzufügen …“ hinzu.</translation>
    </message>
    <message>
        <source>It is no ordinary file.</source>
        <translation>Das ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>It has the name of a file that somebody is still writing.</source>
        <translation>Sie heißt wie eine Datei, an der noch geschrieben wird.</translation>
    </message>
    <message>
        <source>It is taken once it has its own name.</source>
        <translation>Sie wird übernommen, sobald sie ihren eigenen Namen hat.</translation>
    </message>
    <message>
        <source>It is hidden: its name begins with a dot.</source>
        <translation>Sie ist versteckt: Ihr Name beginnt mit einem Punkt.</translation>
    </message>
    <message>
        <source>If it is wanted in your album, give it another name.</source>
        <translation>Wenn sie in dein Album soll, gib ihr einen anderen Namen.</translation>
    </message>
    <message>
        <source>It belongs to the system or to a sync client.</source>
        <translation>Sie gehört dem System oder einem Sync-Client.</translation>
    </message>
    <message>
        <source>It waits for what opens HEIC.</source>
        <translation>Sie wartet auf das, was HEIC öffnet.</translation>
    </message>
    <message>
        <source>All others go on.</source>
        <translation>Alle anderen gehen weiter.</translation>
    </message>
    <message>
        <source>It is a JPEG XL photo, and nothing here may open it.</source>
        <translation>Es ist ein JPEG-XL-Foto, und nichts hier darf es öffnen.</translation>
    </message>
    <message>
        <source>It is taken once the extra “jxl” is installed, where the computer can close it in.</source>
        <translation>Es wird übernommen, sobald das Extra „jxl“ installiert ist, wo der Computer es einschließen kann.</translation>
    </message>
    <message>
        <source>It belongs to a photo, and waits for one of its name in the same folder.</source>
        <translation>Sie gehört zu einem Foto und wartet auf eines ihres Namens im selben Ordner.</translation>
    </message>
    <message>
        <source>It is taken once that photo, and only one, is in your album.</source>
        <translation>Sie wird aufgenommen, sobald dieses Foto, und nur eines, in deinem Album ist.</translation>
    </message>
    <message>
        <source>It fits several photos that lay in its folder under one name.</source>
        <translation>Sie passt zu mehreren Fotos, die in ihrem Ordner unter einem Namen lagen.</translation>
    </message>
    <message>
        <source>It is taken when it lies there beside the one that it belongs to.</source>
        <translation>Sie wird übernommen, wenn sie dort neben dem liegt, zu dem sie gehört.</translation>
    </message>
    <message>
        <source>It tells of a whole album of a Google Takeout, and of no single photo.</source>
        <translation>Sie erzählt von einem ganzen Album eines Google Takeout, nicht von einem einzelnen Foto.</translation>
    </message>
    <message>
        <source>It may stay here: its title is a tag of the photos in its folder.</source>
        <translation>Sie darf hier bleiben: Ihr Titel ist ein Schlagwort der Fotos in ihrem Ordner.</translation>
    </message>
    <message>
        <source>It is large: the album&apos;s server is being asked whether it takes so much.</source>
        <translation>Sie ist groß: Der Server des Albums wird gefragt, ob er so viel annimmt.</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>This is a video.</source>
        <translation>Das ist ein Video.</translation>
    </message>
    <message>
        <source>This is a camera&apos;s raw file.</source>
        <translation>Das ist die Rohdatei einer Kamera.</translation>
    </message>
    <message>
        <source>This is a document.</source>
        <translation>Das ist ein Dokument.</translation>
    </message>
    <message>
        <source>This is a sound file.</source>
        <translation>Das ist eine Tondatei.</translation>
    </message>
    <message>
        <source>This is a drawing or a picture of another kind.</source>
        <translation>Das ist eine Zeichnung oder ein Bild anderer Art.</translation>
    </message>
    <message>
        <source>This is an archive.</source>
        <translation>Das ist ein Archiv.</translation>
    </message>
    <message>
        <source>This is a sidecar file.</source>
        <translation>Das ist eine Begleitdatei.</translation>
    </message>
    <message>
        <source>This is a file of another photo program.</source>
        <translation>Das ist eine Datei eines anderen Fotoprogramms.</translation>
    </message>
    <message>
        <source>This is a file of another kind.</source>
        <translation>Das ist eine Datei anderer Art.</translation>
    </message>
    <message>
        <source>Settings › Photos and videos takes videos too.</source>
        <translation>Einstellungen › Fotos und Videos: Dort kannst du auch Videos übernehmen lassen.</translation>
    </message>
    <message>
        <source>Settings › Photos and videos takes raw files too.</source>
        <translation>Einstellungen › Fotos und Videos: Dort kannst du auch Rohdateien übernehmen lassen.</translation>
    </message>
    <message>
        <source>Settings › Photos and videos takes sidecars too.</source>
        <translation>Einstellungen › Fotos und Videos: Dort kannst du auch Begleitdateien übernehmen lassen.</translation>
    </message>
    <message>
        <source>It may stay here. If its name is wrong, give it the right one.</source>
        <translation>Die Datei kann hier bleiben. Ist ihr Name falsch, gib ihr den richtigen.</translation>
    </message>
</context>
<context>
    <name>WhichPhotos</name>
    <message>
        <source>&amp;All of them, and those that come</source>
        <translation>All&amp;e, und die, die noch kommen</translation>
    </message>
    <message>
        <source>Only new &amp;ones: what is there now stays where it is</source>
        <translation>N&amp;ur neue: Was jetzt da ist, bleibt, wo es ist</translation>
    </message>
    <message>
        <source>There already: {things}. Which shall go into the album?</source>
        <translation>Schon dort: {things}. Was davon soll ins Album?</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>S&amp;how…</source>
        <translation>An&amp;zeigen …</translation>
    </message>
    <message>
        <source>Photos, videos and copies</source>
        <translation>Fotos, Videos und Kopien</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Braucht dich</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Open album</source>
        <translation>Album öffnen</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Current event…</source>
        <translation>Aktueller Anlass …</translation>
    </message>
    <message>
        <source>Open incoming folder</source>
        <translation>Ordner „Eingang“ öffnen</translation>
    </message>
    <message>
        <source>Open done folder</source>
        <translation>Ordner „Fertig“ öffnen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>About Photospool</source>
        <translation>Über Photospool</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message numerus="yes">
        <source>Issues (%n)</source>
        <translation>
            <numerusform>Braucht dich (%n)</numerusform>
            <numerusform>Braucht dich (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copies (%n)</source>
        <translation>
            <numerusform>Kopien (%n)</numerusform>
            <numerusform>Kopien (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Now: {event}</source>
        <translation>Jetzt: {event}</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Photospool made a mistake and stopped.</source>
        <translation>Photospool hat einen Fehler gemacht und ist stehen geblieben.</translation>
    </message>
    <message>
        <source>Every photo and video is where it was. Start it again; if that happens once more, please send the report.</source>
        <translation>Jedes Foto und Video ist, wo es war. Starte neu; wenn es noch einmal geschieht, schick bitte den Bericht.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Es geht los …</translation>
    </message>
    <message>
        <source>It is tried again by itself, at {time} at the latest.</source>
        <translation>Es wird von selbst wieder versucht, spätestens {time}.</translation>
    </message>
    <message>
        <source>Developing {name}…</source>
        <translation>{name} wird entwickelt …</translation>
    </message>
    <message>
        <source>Copying from another disk</source>
        <translation>Wird von einem anderen Datenträger kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%n empty file(s) in incoming</source>
        <translation>
            <numerusform>%n leere Datei im Eingang</numerusform>
            <numerusform>%n leere Dateien im Eingang</numerusform>
        </translation>
    </message>
    <message>
        <source>Perhaps the bytes are still on their way: what is whole is taken by itself. What stays empty has to be sent again.</source>
        <translation>Vielleicht wird ihr Inhalt noch übertragen: Was vollständig ist, wird von selbst übernommen. Was leer bleibt, muss noch einmal geschickt werden.</translation>
    </message>
    <message>
        <source>{things} arriving</source>
        <translation>Noch nicht ganz da: {things}</translation>
    </message>
    <message>
        <source>It is taken as soon as it is whole.</source>
        <translation>Es wird aufgenommen, sobald es ganz da ist.</translation>
    </message>
    <message>
        <source>They are taken as soon as they are whole.</source>
        <translation>Sie werden aufgenommen, sobald sie ganz da sind.</translation>
    </message>
    <message numerus="yes">
        <source>{things} can&apos;t be moved out of incoming</source>
        <translation>
            <numerusform>{things} lässt sich nicht aus dem Eingang bewegen</numerusform>
            <numerusform>{things} lassen sich nicht aus dem Eingang bewegen</numerusform>
        </translation>
    </message>
    <message>
        <source>All photos and videos are in your album</source>
        <translation>Alle Fotos und Videos sind in deinem Album</translation>
    </message>
    <message>
        <source>All photos are in your album</source>
        <translation>Alle Fotos sind in deinem Album</translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Photos and videos that appear in the incoming folder go into your album.</source>
        <translation>Fotos und Videos, die im Eingang erscheinen, kommen in dein Album.</translation>
    </message>
    <message>
        <source>Photos that appear in the incoming folder go into your album.</source>
        <translation>Fotos, die im Eingang erscheinen, kommen in dein Album.</translation>
    </message>
    <message>
        <source>{name} looks cut off</source>
        <translation>{name} ist anscheinend unvollständig</translation>
    </message>
    <message numerus="yes">
        <source>{things} will be tried again</source>
        <translation>
            <numerusform>{things} wird noch einmal versucht</numerusform>
            <numerusform>{things} werden noch einmal versucht</numerusform>
        </translation>
    </message>
    <message>
        <source>All others are in your album.</source>
        <translation>Alle anderen sind in deinem Album.</translation>
    </message>
    <message numerus="yes">
        <source>Beside that, %n empty file(s) lie(s) in incoming.</source>
        <translation>
            <numerusform>Außerdem liegt %n leere Datei im Eingang.</numerusform>
            <numerusform>Außerdem liegen %n leere Dateien im Eingang.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Beside that, {things} will be tried again:</source>
        <translation>
            <numerusform>Außerdem wird {things} noch einmal versucht:</numerusform>
            <numerusform>Außerdem werden {things} noch einmal versucht:</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} looks cut off: it is looked at again until {until}</source>
        <translation>{name} ist anscheinend unvollständig: Es wird bis {until} immer wieder angesehen</translation>
    </message>
    <message>
        <source>{things} look cut off: they are looked at again until {until}</source>
        <translation>{things} sind anscheinend unvollständig: Sie werden bis {until} immer wieder angesehen</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>It has been waiting for its end since {since}. It is looked at for the last time by {until}; if it is still incomplete then, it needs you.</source>
        <translation>Es wartet seit {since} auf sein Ende. Spätestens um {until} wird es zum letzten Mal angesehen; ist es dann noch unvollständig, braucht es dich.</translation>
    </message>
    <message>
        <source>They have been waiting for their ends since {since}. They are looked at for the last time by {until}; those that are still incomplete then need you.</source>
        <translation>Sie warten seit {since} auf ihr Ende. Spätestens um {until} werden sie zum letzten Mal angesehen; was dann noch unvollständig ist, braucht dich.</translation>
    </message>
    <message numerus="yes">
        <source>%n HEIC photo(s) wait in incoming</source>
        <translation>
            <numerusform>%n HEIC-Foto wartet im Eingang</numerusform>
            <numerusform>%n HEIC-Fotos warten im Eingang</numerusform>
        </translation>
    </message>
    <message>
        <source>{things} on the way to your album</source>
        <translation>{things} auf dem Weg in dein Album</translation>
    </message>
    <message numerus="yes">
        <source>{things} wait in incoming</source>
        <translation>
            <numerusform>{things} wartet im Eingang</numerusform>
            <numerusform>{things} warten im Eingang</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} need attention</source>
        <translation>
            <numerusform>{things} braucht Aufmerksamkeit</numerusform>
            <numerusform>{things} brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (being developed)</source>
        <translation>{name} (wird entwickelt)</translation>
    </message>
    <message>
        <source>{name} ({sent} of {all})</source>
        <translation>{name} ({sent} von {all})</translation>
    </message>
    <message>
        <source>{name} ({sent} of {all} copied)</source>
        <translation>{name} ({sent} von {all} kopiert)</translation>
    </message>
    <message>
        <source>Paused until you resume</source>
        <translation>Pause, bis du weitermachst</translation>
    </message>
    <message>
        <source>Paused until {when}</source>
        <translation>Pause bis {when}</translation>
    </message>
    <message>
        <source>tomorrow, {hour}</source>
        <translation>morgen, {hour}</translation>
    </message>
    <message>
        <source>{day}, {hour}</source>
        <translation>{day}, {hour}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>today, {hour}</source>
        <translation>heute, {hour}</translation>
    </message>
    <message>
        <source>yesterday, {hour}</source>
        <translation>gestern, {hour}</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Friends/Family</source>
        <translation>Freunde/Familie</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>braucht dich</translation>
    </message>
    <message>
        <source>needed attention</source>
        <translation>brauchte dich</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>already in your album</source>
        <translation>schon in deinem Album</translation>
    </message>
    <message>
        <source>was in your album, now complete</source>
        <translation>war in deinem Album, jetzt vollständig</translation>
    </message>
    <message>
        <source>back in your album</source>
        <translation>wieder in deinem Album</translation>
    </message>
    <message>
        <source>Left in incoming: {files}.</source>
        <translation>Bleibt im Eingang: {files}.</translation>
    </message>
    <message>
        <source>not put in order yet</source>
        <translation>noch nicht eingeordnet</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>WordsForm</name>
    <message>
        <source>What each file says of itself</source>
        <translation>Was in der Datei selbst steht</translation>
    </message>
    <message>
        <source>as &amp;each file says</source>
        <translation>&amp;wie in der Datei angegeben</translation>
    </message>
    <message>
        <source>&amp;all on this day:</source>
        <translation>&amp;alle an diesem Tag:</translation>
    </message>
    <message>
        <source>The day on which all were taken</source>
        <translation>Der Tag, an dem alle aufgenommen wurden</translation>
    </message>
    <message>
        <source>For all of them</source>
        <translation>Für alle zusammen</translation>
    </message>
    <message>
        <source>Ta&amp;gs</source>
        <translation>&amp;Schlagwörter</translation>
    </message>
    <message>
        <source>&amp;Category</source>
        <translation>&amp;Kategorie</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
</context>
</TS>
