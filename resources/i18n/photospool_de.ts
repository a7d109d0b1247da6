<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AddPhotosDialog</name>
    <message>
        <source>Add photos</source>
        <translation>Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Photos to add</source>
        <translation>Fotos zum Hinzufügen</translation>
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
        <source>Choose &amp;photos…</source>
        <translation>&amp;Fotos auswählen …</translation>
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
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n photo(s)</source>
        <translation>
            <numerusform>%n Foto hinzufügen</numerusform>
            <numerusform>%n Fotos hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>left out: {files}</source>
        <translation>ausgelassen: {files}</translation>
    </message>
    <message>
        <source>Photos ({patterns})</source>
        <translation>Fotos ({patterns})</translation>
    </message>
    <message>
        <source>Choose photos</source>
        <translation>Fotos auswählen</translation>
    </message>
    <message>
        <source>Choose a folder with photos</source>
        <translation>Einen Ordner mit Fotos auswählen</translation>
    </message>
    <message>
        <source>New photos can&apos;t go to the trash. Choose another category.</source>
        <translation>Neue Fotos können nicht in den Papierkorb. Wähle eine andere Kategorie.</translation>
    </message>
    <message>
        <source>Copying photo {number} of {total}</source>
        <translation>Foto {number} von {total} wird kopiert</translation>
    </message>
    <message>
        <source>Stopping after this photo…</source>
        <translation>Nach diesem Foto ist Schluss …</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are on their way into your album.</source>
        <translation>
            <numerusform>%n Foto ist auf dem Weg in dein Album.</numerusform>
            <numerusform>%n Fotos sind auf dem Weg in dein Album.</numerusform>
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
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n Video</numerusform>
            <numerusform>%n Videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera raw file(s)</source>
        <translation>
            <numerusform>%n Rohdatei der Kamera</numerusform>
            <numerusform>%n Rohdateien der Kamera</numerusform>
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
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n andere Datei</numerusform>
            <numerusform>%n andere Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlbumDoor</name>
    <message>
        <source>The album could not be opened.</source>
        <translation>Das Album ließ sich nicht öffnen.</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>{event}, until {when}</source>
        <translation>{event}, bis {when}</translation>
    </message>
    <message>
        <source>Photospool, a demonstration</source>
        <translation>Photospool, eine Vorführung</translation>
    </message>
    <message>
        <source>The folder could not be opened.</source>
        <translation>Der Ordner ließ sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Photos will move out of {folder}.</source>
        <translation>Fotos werden aus {folder} herausgenommen.</translation>
    </message>
    <message>
        <source>A synced folder then loses them in the cloud and on your other devices too.</source>
        <translation>Ein synchronisierter Ordner verliert sie dann auch in der Cloud und auf deinen anderen Geräten.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
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
    <name>Card</name>
    <message>
        <source>Retry</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Move to a folder…</source>
        <translation>In einen Ordner legen …</translation>
    </message>
    <message>
        <source>Keep out of the album…</source>
        <translation>Nicht ins Album …</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
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
    <name>CopiesPage</name>
    <message>
        <source>Your album lives on this computer only</source>
        <translation>Dein Album liegt nur auf diesem Computer</translation>
    </message>
    <message>
        <source>That is enough to look at it here. In a CouchDB of your own it can also be copied to your other computers, be edited on each of them, and have a public copy. Your photos, tags and descriptions move with it, and the album here stays as it is.</source>
        <translation>Das reicht, um es hier anzusehen. In einer eigenen CouchDB lässt es sich auch auf deine anderen Computer kopieren, auf jedem davon bearbeiten und öffentlich zeigen. Deine Fotos, Schlagwörter und Beschreibungen ziehen mit um, und das Album hier bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>To move the album, type in a terminal:</source>
        <translation>Um das Album umzuziehen, gib in einem Terminal ein:</translation>
    </message>
    <message>
        <source>Command that moves the album</source>
        <translation>Befehl, der das Album umzieht</translation>
    </message>
    <message>
        <source>Your album lives in a CouchDB</source>
        <translation>Dein Album liegt in einer CouchDB</translation>
    </message>
    <message>
        <source>Photospool adds photos there. Copies between servers are CouchDB&apos;s own replication.</source>
        <translation>Photospool fügt dort Fotos hinzu. Kopien zwischen Servern macht CouchDB selbst, durch Replikation.</translation>
    </message>
</context>
<context>
    <name>CurrentEvent</name>
    <message>
        <source>until {time}</source>
        <translation>bis {time}</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <translation>ddd d. MMM</translation>
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
        <source>Photos that arrive from now on get its name and tags, and its category, until it ends. Nothing becomes public by itself.</source>
        <translation>Fotos, die ab jetzt ankommen, bekommen seinen Namen, seine Schlagwörter und seine Kategorie, bis er endet. Von selbst wird nichts öffentlich.</translation>
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
    <name>IssueActions</name>
    <message>
        <source>Where shall this photo go?</source>
        <translation>Wohin soll dieses Foto?</translation>
    </message>
    <message>
        <source>Keep {name} out of the album?</source>
        <translation>{name} nicht ins Album aufnehmen?</translation>
    </message>
    <message>
        <source>The file moves, unchanged, to the folder “{folder}” in done. It is not tried again.</source>
        <translation>Die Datei kommt unverändert in den Ordner „{folder}“ in Fertig. Sie wird nicht noch einmal versucht.</translation>
    </message>
    <message>
        <source>Keep it out</source>
        <translation>Nicht aufnehmen</translation>
    </message>
    <message>
        <source>The folder {folder} can&apos;t be made: {why}</source>
        <translation>Der Ordner {folder} lässt sich nicht anlegen: {why}</translation>
    </message>
    <message>
        <source>{name} lies in {folder} now.</source>
        <translation>{name} liegt jetzt in {folder}.</translation>
    </message>
</context>
<context>
    <name>IssuesPage</name>
    <message>
        <source>Retry all</source>
        <translation>Alle noch einmal versuchen</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts braucht dich</translation>
    </message>
    <message>
        <source>A photo that can&apos;t go into your album is shown here, with the reason and what you can do.</source>
        <translation>Ein Foto, das nicht in dein Album kann, erscheint hier, mit dem Grund und was du tun kannst.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not go into your album. They are kept unchanged.</source>
        <translation>
            <numerusform>%n Foto konnte nicht in dein Album. Es ist unverändert aufgehoben.</numerusform>
            <numerusform>%n Fotos konnten nicht in dein Album. Sie sind unverändert aufgehoben.</numerusform>
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
    <name>Notifications</name>
    <message>
        <source>Photos wait where they are. It goes on by itself.</source>
        <translation>Die Fotos warten, wo sie sind. Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
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
        <source>%n photo(s) need your attention</source>
        <translation>
            <numerusform>%n Foto braucht dich</numerusform>
            <numerusform>%n Fotos brauchen dich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) added to your album</source>
        <translation>
            <numerusform>%n Foto zu deinem Album hinzugefügt</numerusform>
            <numerusform>%n Fotos zu deinem Album hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) already in your album</source>
        <translation>
            <numerusform>%n Foto schon in deinem Album</numerusform>
            <numerusform>%n Fotos schon in deinem Album</numerusform>
        </translation>
    </message>
    <message>
        <source>Open album</source>
        <translation>Album öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) added</source>
        <translation>
            <numerusform>%n Foto hinzugefügt</numerusform>
            <numerusform>%n Fotos hinzugefügt</numerusform>
        </translation>
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
        <source>Your photos are safe. The window can start it again.</source>
        <translation>Deine Fotos sind sicher. Im Fenster lässt es sich neu starten.</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>Beheben …</translation>
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
    <name>RecentPage</name>
    <message>
        <source>Add it…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Put photos into the incoming folder, or drop them here. Each one is listed as it reaches your album.</source>
        <translation>Leg Fotos in den Eingang oder zieh sie hierher. Jedes erscheint hier, sobald es in deinem Album ist.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No photo with this name, tag or date came through here.</source>
        <translation>Kein Foto mit diesem Namen, Schlagwort oder Datum kam hier durch.</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>Letzte Fotos</translation>
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
        <source>{name} is in your album (since {when}).</source>
        <translation>{name} ist in deinem Album (seit: {when}).</translation>
    </message>
    <message>
        <source>{name} has not come through here.</source>
        <translation>{name} kam hier noch nicht durch.</translation>
    </message>
    <message>
        <source>On the way: {names}</source>
        <translation>Unterwegs: {names}</translation>
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
    <name>SearchField</name>
    <message>
        <source>Where is my photo? Name, tag or date, or drop the file here</source>
        <translation>Wo ist mein Foto? Name, Schlagwort oder Datum, oder zieh die Datei hierher</translation>
    </message>
    <message>
        <source>Search photos</source>
        <translation>Fotos suchen</translation>
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
        <source>Show them</source>
        <translation>Anzeigen</translation>
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
        <source>Photos that reached your album; see them under Recent</source>
        <translation>Fotos, die in deinem Album sind; du siehst sie unter „Zuletzt“</translation>
    </message>
    <message>
        <source>Photos that need attention</source>
        <translation>Fotos, die dich brauchen</translation>
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
    <name>TrayMenu</name>
    <message>
        <source>Now: {event}</source>
        <translation>Jetzt: {event}</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) need attention…</source>
        <translation>
            <numerusform>%n Foto braucht dich …</numerusform>
            <numerusform>%n Fotos brauchen dich …</numerusform>
        </translation>
    </message>
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
        <source>Add photos…</source>
        <translation>Fotos hinzufügen …</translation>
    </message>
    <message>
        <source>Current event…</source>
        <translation>Aktueller Anlass …</translation>
    </message>
    <message>
        <source>Open incoming folder</source>
        <translation>Ordner Eingang öffnen</translation>
    </message>
    <message>
        <source>Open done folder</source>
        <translation>Ordner Fertig öffnen</translation>
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
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>Window</name>
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
        <source>Add photos…</source>
        <translation>Fotos hinzufügen …</translation>
    </message>
    <message>
        <source>Current event…</source>
        <translation>Aktueller Anlass …</translation>
    </message>
    <message>
        <source>Open incoming folder</source>
        <translation>Ordner Eingang öffnen</translation>
    </message>
    <message>
        <source>Open done folder</source>
        <translation>Ordner Fertig öffnen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
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
        <source>Every photo is where it was. Start it again; if that happens once more, please send the report.</source>
        <translation>Jedes Foto ist, wo es war. Starte neu; wenn es noch einmal geschieht, schick bitte den Bericht.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Es geht los …</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) on the way to your album</source>
        <translation>
            <numerusform>%n Foto auf dem Weg in dein Album</numerusform>
            <numerusform>%n Fotos auf dem Weg in dein Album</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) arriving</source>
        <translation>
            <numerusform>%n Foto kommt an</numerusform>
            <numerusform>%n Fotos kommen an</numerusform>
        </translation>
    </message>
    <message>
        <source>They are taken as soon as they are whole.</source>
        <translation>Sie werden aufgenommen, sobald sie ganz da sind.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) need attention</source>
        <translation>
            <numerusform>%n Foto braucht dich</numerusform>
            <numerusform>%n Fotos brauchen dich</numerusform>
        </translation>
    </message>
    <message>
        <source>All others are in your album.</source>
        <translation>Alle anderen sind in deinem Album.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) will be tried again</source>
        <translation>
            <numerusform>%n Foto wird noch einmal versucht</numerusform>
            <numerusform>%n Fotos werden noch einmal versucht</numerusform>
        </translation>
    </message>
    <message>
        <source>That happens by itself. All others are in your album.</source>
        <translation>Das geschieht von selbst. Alle anderen sind in deinem Album.</translation>
    </message>
    <message>
        <source>All photos are in your album</source>
        <translation>Alle Fotos sind in deinem Album</translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation>Nichts braucht dich.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Photos that appear in the incoming folder go into your album.</source>
        <translation>Fotos, die im Eingang erscheinen, kommen in dein Album.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) wait in incoming</source>
        <translation>
            <numerusform>%n Foto wartet im Eingang</numerusform>
            <numerusform>%n Fotos warten im Eingang</numerusform>
        </translation>
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
        <source>{files} stay in incoming: only photos are taken.</source>
        <translation>{files}: bleibt im Eingang, denn nur Fotos werden aufgenommen.</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n Video</numerusform>
            <numerusform>%n Videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera raw file(s)</source>
        <translation>
            <numerusform>%n Rohdatei der Kamera</numerusform>
            <numerusform>%n Rohdateien der Kamera</numerusform>
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
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n Verknüpfung</numerusform>
            <numerusform>%n Verknüpfungen</numerusform>
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
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n andere Datei</numerusform>
            <numerusform>%n andere Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsForm</name>
    <message>
        <source>Everybody who sees your public album will see these photos.</source>
        <translation>Alle, die dein öffentliches Album sehen, werden diese Fotos sehen.</translation>
    </message>
    <message>
        <source>What each photo says of itself</source>
        <translation>Was jedes Foto von sich sagt</translation>
    </message>
    <message>
        <source>as &amp;each photo says</source>
        <translation>&amp;wie jedes Foto sagt</translation>
    </message>
    <message>
        <source>&amp;all on this day:</source>
        <translation>&amp;alle an diesem Tag:</translation>
    </message>
    <message>
        <source>The day on which all photos were taken</source>
        <translation>Der Tag, an dem alle Fotos aufgenommen wurden</translation>
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
