# galley in Kakoune: add to ~/.config/kak/kakrc. :lint marks what is wrong, :lint-next-message goes there.
hook global BufCreate .*\.(txt|text|md|markdown|html|adoc) %{
  set-option buffer lintcmd 'galley --quiet --color never --column-unit utf8'
}

# With kakoune-lsp (kak-lsp) instead: in ~/.config/kak-lsp/kak-lsp.toml
#   [language_server.galley]
#   filetypes = ["plain", "markdown", "html", "asciidoc", "git-commit"]
#   roots = [".galley.yml", ".git"]
#   command = "galley"
#   args = ["lsp"]
