<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AddPhotosDialog</name>
    <message numerus="yes">
        <source>{things} are on their way into your album.</source>
        <translation>
            <numerusform>{things} is on its way into your album.</numerusform>
            <numerusform>{things} are on their way into your album.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Added</name>
    <message numerus="yes">
        <source>Sidecars go with %n of them.</source>
        <translation>
            <numerusform>Sidecars go with %n of them.</numerusform>
            <numerusform>Sidecars go with %n of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without a sidecar: %n ({names}).</source>
        <translation>
            <numerusform>Without a sidecar: %n ({names}).</numerusform>
            <numerusform>Without a sidecar: %n ({names}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) of photos that are in the album already: {names}.</source>
        <translation>
            <numerusform>%n sidecar of a photo that is in the album already: {names}.</numerusform>
            <numerusform>%n sidecars of photos that are in the album already: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) without a photo: {names}.</source>
        <translation>
            <numerusform>%n sidecar without a photo: {names}.</numerusform>
            <numerusform>%n sidecars without a photo: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) of several photos: {names}.</source>
        <translation>
            <numerusform>%n sidecar of several photos: {names}.</numerusform>
            <numerusform>%n sidecars of several photos: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that say(s) nothing of a photo: {names}.</source>
        <translation>
            <numerusform>%n file that says nothing of a photo: {names}.</numerusform>
            <numerusform>%n files that say nothing of a photo: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message numerus="yes">
        <source>%n photo(s) lie in the old work folder.</source>
        <translation>
            <numerusform>%n photo lies in the old work folder.</numerusform>
            <numerusform>%n photos lie in the old work folder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message numerus="yes">
        <source>Tried %n time(s)</source>
        <translation>
            <numerusform>Tried once</numerusform>
            <numerusform>Tried %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardOffer</name>
    <message numerus="yes">
        <source>&amp;Add the %n new photo(s)</source>
        <translation>
            <numerusform>&amp;Add the new photo</numerusform>
            <numerusform>&amp;Add the %n new photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message numerus="yes">
        <source>Copying, %n waiting</source>
        <translation>
            <numerusform>Copying, %n waiting</numerusform>
            <numerusform>Copying, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s) could not be copied</source>
        <translation>
            <numerusform>%n photo or video could not be copied</numerusform>
            <numerusform>%n photos or videos could not be copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n large file(s) still to go</source>
        <translation>
            <numerusform>%n large file still to go</numerusform>
            <numerusform>%n large files still to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strangers see %n photo(s) or video(s).</source>
        <translation>
            <numerusform>Strangers see %n photo or video.</numerusform>
            <numerusform>Strangers see %n photos or videos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They can play %n video(s).</source>
        <translation>
            <numerusform>They can play %n video.</numerusform>
            <numerusform>They can play %n videos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s) that were missing were sent now.</source>
        <translation>
            <numerusform>%n photo or video that was missing was sent now.</numerusform>
            <numerusform>%n photos or videos that were missing were sent now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiesPage</name>
    <message numerus="yes">
        <source>%n copy(s) of your album</source>
        <translation>
            <numerusform>%n copy of your album</numerusform>
            <numerusform>%n copies of your album</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message numerus="yes">
        <source>%n deleted ones</source>
        <translation>
            <numerusform>%n deleted one</numerusform>
            <numerusform>%n deleted ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n films were taken back; strangers see their posters.</source>
        <translation>
            <numerusform>%n film was taken back; strangers see its poster.</numerusform>
            <numerusform>%n films were taken back; strangers see their posters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n former versions</source>
        <translation>
            <numerusform>%n former version</numerusform>
            <numerusform>%n former versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos can&apos;t be moved: their bytes are lost or damaged in the album on this computer.</source>
        <translation>
            <numerusform>%n photo can&apos;t be moved: its bytes are lost or damaged in the album on this computer.</numerusform>
            <numerusform>%n photos can&apos;t be moved: their bytes are lost or damaged in the album on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos can&apos;t be shown to strangers as they are, so nothing was published.</source>
        <translation>
            <numerusform>%n photo can&apos;t be shown to strangers as it is, so nothing was published.</numerusform>
            <numerusform>%n photos can&apos;t be shown to strangers as they are, so nothing was published.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos or videos will be seen; nothing in them is for the album&apos;s own people only.</source>
        <translation>
            <numerusform>%n photo or video will be seen; nothing in it is for the album&apos;s own people only.</numerusform>
            <numerusform>%n photos or videos will be seen; nothing in them is for the album&apos;s own people only.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing but what their owner chose, picture or sound, in %n films.</source>
        <translation>
            <numerusform>Nothing but what its owner chose, picture or sound, in %n film.</numerusform>
            <numerusform>Nothing but what their owner chose, picture or sound, in %n films.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The names of %n files went to their originals&apos; documents, where strangers don&apos;t see them.</source>
        <translation>
            <numerusform>The name of %n file went to its original&apos;s document, where strangers don&apos;t see it.</numerusform>
            <numerusform>The names of %n files went to their originals&apos; documents, where strangers don&apos;t see them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept in place</source>
        <translation>
            <numerusform>%n kept in place</numerusform>
            <numerusform>%n kept in place</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n online only</source>
        <translation>
            <numerusform>%n online only</numerusform>
            <numerusform>%n online only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: {things}, new</source>
        <translation>
            <numerusform>{name}: {things}, new</numerusform>
            <numerusform>{name}: {things}, new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n new photo(s)</source>
        <translation>
            <numerusform>{name}: %n new photo</numerusform>
            <numerusform>{name}: %n new photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more there was/were copied before.</source>
        <translation>
            <numerusform>%n more there was copied before.</numerusform>
            <numerusform>%n more there were copied before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) is/are copied, or was/were in your album already.</source>
        <translation>
            <numerusform>%n photo is copied, or was in your album already.</numerusform>
            <numerusform>%n photos are copied, or were in your album already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} are copied, or were in your album already.</source>
        <translation>
            <numerusform>{things} is copied, or was in your album already.</numerusform>
            <numerusform>{things} are copied, or were in your album already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read, and is/are on the card alone.</source>
        <translation>
            <numerusform>%n could not be read, and is on the card alone.</numerusform>
            <numerusform>%n could not be read, and are on the card alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) has/have no photo there, and stay(s) on the card alone.</source>
        <translation>
            <numerusform>%n sidecar has no photo there, and stays on the card alone.</numerusform>
            <numerusform>%n sidecars have no photo there, and stay on the card alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are online only, and are taken once they are on this computer.</source>
        <translation>
            <numerusform>%n of them is online only, and is taken once it is on this computer.</numerusform>
            <numerusform>%n of them are online only, and are taken once they are on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) is/are on this computer now.</source>
        <translation>
            <numerusform>%n photo is on this computer now.</numerusform>
            <numerusform>%n photos are on this computer now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be downloaded; is the network there?</source>
        <translation>
            <numerusform>%n could not be downloaded; is the network there?</numerusform>
            <numerusform>%n could not be downloaded; is the network there?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Group</name>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IssueActions</name>
    <message numerus="yes">
        <source>%n file(s) move, unchanged, to the folder “{folder}” in done. They are not tried again.</source>
        <translation>
            <numerusform>The file moves, unchanged, to the folder “{folder}” in done. It is not tried again.</numerusform>
            <numerusform>%n files move, unchanged, to the folder “{folder}” in done. They are not tried again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Photospool could not put {things} into your album. In this computer&apos;s trash they stay until you empty it; put back from there, they need attention here again.</source>
        <translation>
            <numerusform>Photospool could not put {things} into your album. In this computer&apos;s trash it stays until you empty it; put back from there, it needs attention here again.</numerusform>
            <numerusform>Photospool could not put {things} into your album. In this computer&apos;s trash they stay until you empty it; put back from there, they need attention here again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is/are on the way still.</source>
        <translation>
            <numerusform>%n is on the way still.</numerusform>
            <numerusform>%n are on the way still.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} lie in the trash now.</source>
        <translation>
            <numerusform>{things} lies in the trash now.</numerusform>
            <numerusform>{things} lie in the trash now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} lie in “{folder}” now.</source>
        <translation>
            <numerusform>{things} lies in “{folder}” now.</numerusform>
            <numerusform>{things} lie in “{folder}” now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IssuesPage</name>
    <message numerus="yes">
        <source>{things} could not go into your album. They are kept unchanged.</source>
        <translation>
            <numerusform>{things} could not go into your album. It is kept unchanged.</numerusform>
            <numerusform>{things} could not go into your album. They are kept unchanged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
            <numerusform>%n videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n raw file(s)</source>
        <translation>
            <numerusform>%n raw file</numerusform>
            <numerusform>%n raw files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s)</source>
        <translation>
            <numerusform>%n sidecar</numerusform>
            <numerusform>%n sidecars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or video(s)</source>
        <translation>
            <numerusform>%n photo or video</numerusform>
            <numerusform>%n photos or videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) that is/are there now stay(s) where it is/they are.</source>
        <translation>
            <numerusform>%n sidecar that is there now stays where it is.</numerusform>
            <numerusform>%n sidecars that are there now stay where they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n raw file(s) that is/are there now stay(s) where it is/they are.</source>
        <translation>
            <numerusform>%n raw file that is there now stays where it is.</numerusform>
            <numerusform>%n raw files that are there now stay where they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) that is/are there now stay(s) where it is/they are.</source>
        <translation>
            <numerusform>%n video that is there now stays where it is.</numerusform>
            <numerusform>%n videos that are there now stay where they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) waiting for a photo</source>
        <translation>
            <numerusform>%n sidecar waiting for a photo</numerusform>
            <numerusform>%n sidecars waiting for a photo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) that fit several photos</source>
        <translation>
            <numerusform>%n sidecar that fits several photos</numerusform>
            <numerusform>%n sidecars that fit several photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n album note(s) of a Takeout</source>
        <translation>
            <numerusform>%n album note of a Takeout</numerusform>
            <numerusform>%n album notes of a Takeout</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera raw file(s)</source>
        <translation>
            <numerusform>%n camera raw file</numerusform>
            <numerusform>%n camera raw files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sound file(s)</source>
        <translation>
            <numerusform>%n sound file</numerusform>
            <numerusform>%n sound files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drawing(s) or picture(s) of another kind</source>
        <translation>
            <numerusform>%n drawing or picture of another kind</numerusform>
            <numerusform>%n drawings or pictures of another kind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n archive</numerusform>
            <numerusform>%n archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar file(s)</source>
        <translation>
            <numerusform>%n sidecar file</numerusform>
            <numerusform>%n sidecar files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of other photo programs</source>
        <translation>
            <numerusform>%n file of other photo programs</numerusform>
            <numerusform>%n files of other photo programs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n other file</numerusform>
            <numerusform>%n other files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing file(s)</source>
        <translation>
            <numerusform>%n missing file</numerusform>
            <numerusform>%n missing files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that may not be read</source>
        <translation>
            <numerusform>%n file that may not be read</numerusform>
            <numerusform>%n files that may not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n JPEG XL photo(s) (the extra “jxl” opens them)</source>
        <translation>
            <numerusform>%n JPEG XL photo (the extra “jxl” opens it)</numerusform>
            <numerusform>%n JPEG XL photos (the extra “jxl” opens them)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that the disk does not let go</source>
        <translation>
            <numerusform>%n file that the disk does not let go</numerusform>
            <numerusform>%n files that the disk does not let go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is/are in the trash ({size}).</source>
        <translation>
            <numerusform>%n of them is in the trash ({size}).</numerusform>
            <numerusform>%n of them are in the trash ({size}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) belong(s) to them ({size}).</source>
        <translation>
            <numerusform>%n more file belongs to them ({size}).</numerusform>
            <numerusform>%n more files belong to them ({size}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftDialog</name>
    <message numerus="yes">
        <source>The first %n file(s) that stay(s) in incoming, and why:</source>
        <translation>
            <numerusform>The first file that stays in incoming, and why:</numerusform>
            <numerusform>The first %n files that stay in incoming, and why:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stay(s) in incoming, and why:</source>
        <translation>
            <numerusform>%n file stays in incoming, and why:</numerusform>
            <numerusform>%n files stay in incoming, and why:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MendDialog</name>
    <message numerus="yes">
        <source>%n photo(s) tell strangers more than they should</source>
        <translation>
            <numerusform>%n photo tells strangers more than it should</numerusform>
            <numerusform>%n photos tell strangers more than they should</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message numerus="yes">
        <source>{things} need your attention</source>
        <translation>
            <numerusform>{things} needs your attention</numerusform>
            <numerusform>{things} need your attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n more</source>
        <translation>
            <numerusform>{name} and %n more</numerusform>
            <numerusform>{name} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was/were already there</source>
        <translation>
            <numerusform>%n was already there</numerusform>
            <numerusform>%n were already there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OnlineOnlyButton</name>
    <message numerus="yes">
        <source>&amp;Download the %n photo(s) that is/are online only</source>
        <translation>
            <numerusform>&amp;Download the photo that is online only</numerusform>
            <numerusform>&amp;Download the %n photos that are online only</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PublicPhotosDialog</name>
    <message numerus="yes">
        <source>&amp;Take %n back from public</source>
        <translation>
            <numerusform>&amp;Take %n back from public</numerusform>
            <numerusform>&amp;Take %n back from public</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are Private now.</source>
        <translation>
            <numerusform>%n photo is Private now.</numerusform>
            <numerusform>%n photos are Private now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecentPage</name>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StrangersView</name>
    <message numerus="yes">
        <source>%n photo(s) or video(s) are public</source>
        <translation>
            <numerusform>%n photo or video is public</numerusform>
            <numerusform>%n photos or videos are public</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strangers would see %n photo(s) or video(s)</source>
        <translation>
            <numerusform>Strangers would see %n photo or video</numerusform>
            <numerusform>Strangers would see %n photos or videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) can&apos;t be shown to strangers as they are, so nothing can be published yet. “photospool album repair” mends photos of older programs; settle conflicts, or make them Private.</source>
        <translation>
            <numerusform>%n photo can&apos;t be shown to strangers as it is, so nothing can be published yet. “photospool album repair” mends photos of older programs; settle conflicts, or make it Private.</numerusform>
            <numerusform>%n photos can&apos;t be shown to strangers as they are, so nothing can be published yet. “photospool album repair” mends photos of older programs; settle conflicts, or make them Private.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) say more yet than strangers get, such as the file&apos;s name. That moves to the original, where strangers don&apos;t see it, before anything is published.</source>
        <translation>
            <numerusform>%n photo says more yet than strangers get, such as the file&apos;s name. That moves to the original, where strangers don&apos;t see it, before anything is published.</numerusform>
            <numerusform>%n photos say more yet than strangers get, such as the file&apos;s name. That moves to the original, where strangers don&apos;t see it, before anything is published.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message numerus="yes">
        <source>%n wait to be tried again</source>
        <translation>
            <numerusform>%n waits to be tried again</numerusform>
            <numerusform>%n wait to be tried again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message numerus="yes">
        <source>%n photo(s) or video(s) were changed on two computers at once</source>
        <translation>
            <numerusform>%n photo or video was changed on two computers at once</numerusform>
            <numerusform>%n photos or videos were changed on two computers at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message numerus="yes">
        <source>About %n photo(s) or video(s) are there.</source>
        <translation>
            <numerusform>About %n photo or video is there.</numerusform>
            <numerusform>About %n photos or videos are there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message numerus="yes">
        <source>Issues (%n)</source>
        <translation>
            <numerusform>Issues (%n)</numerusform>
            <numerusform>Issues (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copies (%n)</source>
        <translation>
            <numerusform>Copies (%n)</numerusform>
            <numerusform>Copies (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n empty file(s) in incoming</source>
        <translation>
            <numerusform>%n empty file in incoming</numerusform>
            <numerusform>%n empty files in incoming</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} can&apos;t be moved out of incoming</source>
        <translation>
            <numerusform>{things} can&apos;t be moved out of incoming</numerusform>
            <numerusform>{things} can&apos;t be moved out of incoming</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} will be tried again</source>
        <translation>
            <numerusform>{things} will be tried again</numerusform>
            <numerusform>{things} will be tried again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Beside that, %n empty file(s) lie(s) in incoming.</source>
        <translation>
            <numerusform>Beside that, %n empty file lies in incoming.</numerusform>
            <numerusform>Beside that, %n empty files lie in incoming.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Beside that, {things} will be tried again:</source>
        <translation>
            <numerusform>Beside that, {things} will be tried again:</numerusform>
            <numerusform>Beside that, {things} will be tried again:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n HEIC photo(s) wait in incoming</source>
        <translation>
            <numerusform>%n HEIC photo waits in incoming</numerusform>
            <numerusform>%n HEIC photos wait in incoming</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} wait in incoming</source>
        <translation>
            <numerusform>{things} waits in incoming</numerusform>
            <numerusform>{things} wait in incoming</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} need attention</source>
        <translation>
            <numerusform>{things} needs attention</numerusform>
            <numerusform>{things} need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
</context>
</TS>
