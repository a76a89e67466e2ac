" galley in Vim with vim-lsp: put it into vimrc. :LspHover explains, :LspCodeAction fixes.
autocmd User lsp_setup call lsp#register_server({
  \ 'name': 'galley', 'cmd': ['galley', 'lsp'],
  \ 'allowlist': ['text', 'markdown', 'html', 'asciidoc', 'gitcommit']})
