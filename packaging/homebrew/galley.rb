# Untested: nothing here runs Homebrew. Fill in url and sha256 from a release's SHA256SUMS.
class Galley < Formula
  desc "Proofreader's compiler: reports what must not be published"
  homepage "https://example.org/galley"
  url "https://example.org/galley/galley-0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on xcode: ["16.0", :build]
  depends_on "cmark-gfm"
  depends_on "gumbo-parser"
  depends_on "hunspell"
  depends_on "libyaml"
  depends_on "pcre2"

  def install
    system "swift", "build", "--disable-sandbox", "-c", "release", "--product", "galley"
    bin.install ".build/release/galley"
    man1.install "docs/galley.1"
    generate_completions_from_executable(bin/"galley", "--generate-completion-script")
  end

  test do
    (testpath/"a.txt").write "I saw the the cat.\n"
    assert_match "doubled-word", shell_output("#{bin}/galley --select doubled-word a.txt", 1)
  end
end
