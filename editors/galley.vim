" galley in Vim without plugins: save as ~/.vim/plugin/galley.vim. :make fills the quickfix list, :Galley fixes the buffer.
let &makeprg = 'galley --quiet --column-unit utf8 %:S'
let &errorformat = '%f:%l:%c: %trror: %m,%f:%l:%c: %tarning: %m,%f:%l:%c: %tote: %m'

" What is safe to fix is fixed; the rest is left to :make.
function! s:Fix() abort
  let view = winsaveview()
  let text = systemlist('galley fix --quiet --stdin-filename ' . shellescape(expand('%')) . ' - 2>/dev/null', getline(1, '$'))
  if v:shell_error < 2 && !empty(text)
    call setline(1, text)
    if line('$') > len(text)
      call deletebufline('%', len(text) + 1, '$')
    endif
  endif
  call winrestview(view)
endfunction
command! Galley call s:Fix()
