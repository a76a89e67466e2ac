import Foundation
import GalleyTesting
import Testing

/// Vim’s quickfix list and Emacs’ compilation mode find the reported places, set up as the README says. Emacs is large
/// and asked only where it is installed.
@Suite struct EditorTests {
  private let folder: TemporaryDirectory
  init() throws {
    folder = try TemporaryDirectory()
    try folder.write("A quiet day.\n\nŽižek 😀 東 e\u{301} said: I saw the the cat.\n", to: "story.txt")
  }

  private func has(_ program: String) throws -> Bool {
    try Command.run("command -v \(program)", in: folder.path).status == 0
  }

  @Test func vimQuickfix() throws {
    try #require(try has("vim"), "run Scripts/bootstrap tests, or make test")
    try folder.write(
      """
      set makeprg=galley\\ --quiet\\ --column-unit\\ utf8\\ --select\\ doubled-word\\ %:S errorformat=%f:%l:%c:\\ %t%*[^:]:\\ %m
      edit story.txt
      silent make
      let item = getqflist()[0]
      call writefile([bufname(item.bufnr), item.lnum . ' ' . item.col . ' ' . item.type, item.text], 'seen')
      qall!
      """, to: "script.vim")
    let outcome = try Command.run("vim -u NONE -N -es -S script.vim </dev/null", in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let seen = String(decoding: try folder.read("seen"), as: UTF8.self)
    #expect(seen == "story.txt\n3 34 e\n“the” is written twice [doubled-word]\n")
  }

  @Test func emacsCompilationMode() throws {
    guard try has("emacs") else { return }
    try folder.write(
      """
      (require 'compile)
      (with-temp-buffer
        (setq default-directory "\(folder.path)/" buffer-file-name nil)
        (call-process-shell-command "galley --quiet --select doubled-word story.txt" nil t)
        (compilation-mode)
        (setq-local compilation-first-column 1 compilation-error-screen-columns nil)
        (goto-char (point-min))
        (compilation--ensure-parse (point-max))
        (compilation-next-error 0)
        (compile-goto-error)
        (princ (format "%s %d %d" (file-name-nondirectory (buffer-file-name (window-buffer)))
          (with-current-buffer (window-buffer) (line-number-at-pos (window-point)))
          (with-current-buffer (window-buffer) (goto-char (window-point)) (1+ (- (point) (line-beginning-position)))))))
      """, to: "script.el")
    let outcome = try Command.run("emacs -Q --batch -l script.el", in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(outcome.text == "story.txt 3 26")
  }
}
