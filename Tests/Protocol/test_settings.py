"""Settings for editors that do not run here: they are valid, what they call texts is read, and what they look for is printed."""
import json, os, re, shutil, subprocess, tomllib

import pytest
from lsprotocol import types

from server import GALLEY, ROOT, Session, uri

EDITORS = os.path.join(ROOT, "editors")
LINE = "Žižek 😀 said: I saw the the cat in the govemment.\n"


def read(name):
    with open(os.path.join(EDITORS, name), encoding="utf-8") as file: return file.read()


def languages():
    """What each editor calls the texts that its settings name."""
    # Zed writes the names of its languages small, and “Plain Text” in one word.
    zed = [name.lower().replace("plain text", "plaintext") for name in json.loads(read("zed.json"))["languages"]]
    helix = [language["name"] for language in tomllib.loads(read("helix.toml"))["language"]]
    package = [event.split(":")[1] for event in json.loads(read("vscode/package.json"))["activationEvents"] if event.startswith("onLanguage:")]
    extension = re.findall(r"'([a-z-]+)'", re.search(r"languages = \[(.*)\]", read("vscode/extension.js"))[1])
    assert package == extension
    vim = re.findall(r"'([a-z]+)'", re.search(r"'allowlist': \[(.*)\]", read("vim-lsp.vim"))[1])
    ale = re.findall(r"'([a-z]+)'", re.search(r"in \[(.*)\]", read("ale.vim"))[1])
    neovim = re.findall(r"(\w+) = true", re.search(r"filetypes = {(.*)}", read("neovim.lua"))[1])
    kakoune = re.findall(r'"([a-z-]+)"', re.search(r"filetypes = \[(.*)\]", read("kakoune.kak"))[1])
    emacs = [mode.removesuffix("-mode") for mode in re.search(r"'\(\((.*?)\)", read("galley.el"))[1].split()]
    jetbrains = re.findall(r"with (?:language id )?`([a-z]+)`", read("README.md"))
    lists = {"Zed": zed, "Helix": helix, "VS Code": extension, "vim-lsp": vim, "ALE": ale, "Neovim": neovim, "Kakoune": kakoune, "Emacs": emacs,
             "JetBrains": jetbrains}
    assert all(len(names) > 3 for names in lists.values()), lists
    return sorted({(editor, name) for editor, names in lists.items() for name in names})


async def test_every_language_that_the_settings_name_is_read(tmp_path):
    async with Session(pulls=True) as client:
        for number, (editor, language) in enumerate(languages()):
            address = uri(tmp_path / str(number))
            client.open(address, LINE, language)
            assert [d.code for d in (await client.pull(address)).items] == ["doubled-word", "ocr-confusion"], (editor, language)


@pytest.mark.parametrize("matcher", [json.loads(read("vscode-tasks.json"))["tasks"][0]["problemMatcher"],
                                     json.loads(read("vscode/package.json"))["contributes"]["problemMatchers"][0]])
def test_problem_matchers_read_what_the_task_prints(matcher, tmp_path):
    (tmp_path / "a b.txt").write_text(LINE)
    task = json.loads(read("vscode-tasks.json"))["tasks"][0]
    arguments = [argument.replace("${workspaceFolder}", str(tmp_path)) for argument in task["args"]]
    printed = subprocess.run([GALLEY, *arguments], capture_output=True, cwd=tmp_path).stdout.decode().splitlines()
    pattern = matcher["pattern"]
    found = [re.fullmatch(pattern["regexp"].strip("^$"), line) for line in printed]
    assert len(found) == 2 and all(found)
    first = {key: found[0][pattern[key]] for key in ("file", "line", "column", "severity", "message", "code")}
    assert os.path.join(tmp_path, first.pop("file")) == str(tmp_path / "a b.txt")
    # A character of another plane is two columns here.
    assert first == {"line": "1", "column": "22", "severity": "error", "message": "“the” is written twice", "code": "doubled-word"}


STANDINS = """
const Module = require('module'), load = Module._load
let client
Module._load = (name, ...rest) => name === 'vscode' ? { workspace: { getConfiguration: () => ({ get: () => '/bin/galley' }) } }
  : name === 'vscode-languageclient/node' ? { LanguageClient: class {
      constructor (...given) { client = this; this.given = given; this.state = [] }
      async start () { this.state.push('start') }
      async stop () { this.state.push('stop') }
    } } : load(name, ...rest)
const extension = require(process.argv[2])
extension.activate({}).then(() => extension.deactivate()).then(() => console.log(JSON.stringify([client.given, client.state])))
"""


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed")
def test_the_extension_starts_and_stops_the_server(tmp_path):
    """VS Code and its client library are stood in for; the code is the extension’s."""
    (tmp_path / "run.js").write_text(STANDINS)
    done = subprocess.run(["node", "run.js", os.path.join(EDITORS, "vscode/extension.js")], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (_, _, server, options), states = json.loads(done.stdout)
    assert server == {"command": "/bin/galley", "args": ["lsp"]} and states == ["start", "stop"]
    assert {"language": "git-commit"} in options["documentSelector"]
    assert options["synchronize"] == {"configurationSection": "galley"}


async def test_initialization_options_of_the_settings_are_known(tmp_path):
    for options in (json.loads(read("sublime-lsp.json"))["clients"]["galley"]["initializationOptions"],
                    json.loads(read("zed.json"))["lsp"]["galley"]["initialization_options"]):
        async with Session(options=options) as client:
            client.open(uri(tmp_path / "a.txt"), LINE)
            await client.findings(uri(tmp_path / "a.txt"))
            assert not [message for message in client.messages if "setting" in message or "valid" in message]
