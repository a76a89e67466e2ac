// Starts “galley lsp” for the texts that galley reads. Everything else is the server’s.
const { workspace } = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')

const languages = ['plaintext', 'markdown', 'html', 'asciidoc', 'git-commit']
let client

exports.activate = async function () {
  const command = workspace.getConfiguration('galley').get('path') || 'galley'
  client = new LanguageClient(
    'galley', 'galley', { command, args: ['lsp'] },
    {
      documentSelector: languages.map(language => ({ language })).concat([{ language: 'yaml', pattern: '**/.galley.yml' }]),
      synchronize: { configurationSection: 'galley' }
    })
  await client.start()
}

exports.deactivate = () => client?.stop()
