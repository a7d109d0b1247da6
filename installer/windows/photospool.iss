; Inno Setup 6: the installer for Windows, for one user, without an administrator.
; iscc /DVersion=1.0 /DBundle=dist\Photospool /DIcons=build\icons installer\windows\photospool.iss

#ifndef Version
  #error "Version is missing"
#endif

[Setup]
AppId={{5B0C1B9C-6B5E-4C63-9A0B-0C7B5B6F4D21}
AppName=Photospool
AppVersion={#Version}
AppVerName=Photospool {#Version}
AppPublisher=Photospool
DefaultDirName={autopf}\Photospool
DefaultGroupName=Photospool
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputBaseFilename=Photospool-{#Version}-setup
SetupIconFile={#Icons}\photospool.ico
UninstallDisplayIcon={app}\photospoolw.exe
UninstallDisplayName=Photospool
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; The one that runs is closed for an update, and photos under way go on at its next start.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"

[InstallDelete]
; An update must not leave libraries of the old version behind.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Photospool"; Filename: "{app}\photospoolw.exe"; AppUserModelID: "org.photospool.Photospool"

[Run]
Filename: "{app}\photospoolw.exe"; Description: "{cm:LaunchProgram,Photospool}"; Flags: nowait postinstall skipifsilent

[UninstallRun]
; Settings, history, album and photos stay; only what starts the program is taken back.
Filename: "{app}\photospool.exe"; Parameters: "autostart off"; Flags: runhidden; RunOnceId: "autostart"
Filename: "{app}\photospool.exe"; Parameters: "service remove"; Flags: runhidden; RunOnceId: "service"
