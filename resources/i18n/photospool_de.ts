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
    <name>TagsEdit</name>
    <message>
        <source>sea, summer, Anna</source>
        <translation>Meer, Sommer, Anna</translation>
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
