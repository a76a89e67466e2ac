" galley in Vim with ALE: save as ~/.vim/after/plugin/galley.vim (or put it into vimrc after the line that loads ALE).
" ALE counts columns in bytes, whatever the protocol says; the server is told so. :ALEHover explains, :ALECodeAction fixes.
function! GalleyRoot(buffer) abort
  let root = ale#path#FindNearestFile(a:buffer, '.galley.yml')
  return fnamemodify(empty(root) ? bufname(a:buffer) : root, ':p:h')
endfunction

for s:filetype in ['text', 'markdown', 'html', 'asciidoc', 'gitcommit']
  call ale#linter#Define(s:filetype, {
  \   'name': 'galley', 'lsp': 'stdio', 'executable': 'galley', 'command': '%e lsp', 'project_root': function('GalleyRoot'),
  \   'initialization_options': {'positionEncoding': 'utf-8'}})
endfor

" ALE asks no linter about plain text unless it is told to.
let g:ale_linters = get(g:, 'ale_linters', {})
let g:ale_linters.text = get(g:ale_linters, 'text', []) + ['galley']
