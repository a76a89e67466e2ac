" galley in Vim with vim-lsp: put it into vimrc. :LspHover explains, :LspCodeAction fixes.
" vim-lsp counts characters, whatever the protocol says; the server is told so.
autocmd User lsp_setup call lsp#register_server({
  \ 'name': 'galley', 'cmd': ['galley', 'lsp'], 'initialization_options': {'positionEncoding': 'utf-32'},
  \ 'allowlist': ['text', 'markdown', 'html', 'asciidoc', 'asciidoctor', 'gitcommit']})
