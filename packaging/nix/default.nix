# Untested: nothing here runs Nix.
{ lib, stdenv, swift, swiftpm, pkg-config, cmark-gfm, gumbo, hunspell, hunspellDicts, libyaml, pcre2, zlib, makeWrapper }:

stdenv.mkDerivation {
  pname = "galley";
  version = "0.1.0";
  src = ../..;

  nativeBuildInputs = [ swift swiftpm pkg-config makeWrapper ];
  buildInputs = [ cmark-gfm gumbo hunspell libyaml pcre2 zlib ];

  buildPhase = "swift build -c release --product galley";
  installPhase = ''
    install -Dm755 .build/release/galley $out/bin/galley
    install -Dm644 docs/galley.1 $out/share/man/man1/galley.1
    wrapProgram $out/bin/galley --prefix DICPATH : ${hunspellDicts.en-us}/share/hunspell
  '';

  meta = {
    description = "Proofreader's compiler: reports what must not be published";
    license = lib.licenses.mit;
    mainProgram = "galley";
  };
}
