-- galley in Neovim 0.7 and newer: save as ~/.config/nvim/plugin/galley.lua
local filetypes = { text = true, markdown = true, html = true, asciidoc = true, asciidoctor = true, gitcommit = true }

local config = {
  name = 'galley',
  cmd = { 'galley', 'lsp' },
  -- settings = { galley = { level = 'warning', ignore = { 'comma-splice' } } },
}

local function start(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local found = vim.fs and vim.fs.find({ '.galley.yml', '.git' }, { upward = true, path = vim.fs.dirname(name) })[1]
  config.root_dir = found and vim.fs.dirname(found) or vim.fn.fnamemodify(name, ':p:h')
  if vim.lsp.start then -- Neovim 0.8
    vim.lsp.start(config, { bufnr = buffer })
  else
    galley_client = galley_client or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(buffer, galley_client)
  end
end

vim.api.nvim_create_autocmd('FileType', {
  callback = function(event)
    if filetypes[vim.bo[event.buf].filetype] then start(event.buf) end
  end,
})

-- What is wrong under the cursor, and what can be done about it.
vim.keymap.set('n', '<leader>d', vim.diagnostic.open_float)
vim.keymap.set('n', '<leader>a', vim.lsp.buf.code_action)
