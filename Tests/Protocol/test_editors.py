"""Real editors, set up as the files in editors/ say."""
import glob, os, shutil, subprocess, time

import pytest

from server import GALLEY, ROOT

TEXT = "A quiet day.\n\nŽižek 😀 東 e\u0301 said: I saw the the cat in the govemment.\n"


def run(command, folder, **variables):
    # Their home is new; the index of the dictionaries need not be.
    cache = os.environ.get("GALLEY_CACHE") or os.path.join(os.path.expanduser("~"), ".cache/galley")
    environment = dict(os.environ, HOME=str(folder), GALLEY_CACHE=cache, XDG_CONFIG_HOME=str(folder / "config"), XDG_STATE_HOME=str(folder / "state"), **variables)
    environment["PATH"] = os.path.dirname(GALLEY) + ":" + environment["PATH"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed; Scripts/bootstrap tests installs it")
def test_neovim(tmp_path):
    plugin = tmp_path / "config/nvim/plugin"
    plugin.mkdir(parents=True)
    shutil.copy(os.path.join(ROOT, "editors/neovim.lua"), plugin / "galley.lua")
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "session.lua").write_text("""
      local function wait(condition) assert(vim.wait(60000, condition, 20), 'nothing came') end
      vim.cmd('edit story.txt')
      local function codes()
        return vim.tbl_map(function(d) return d.code or d.user_data.lsp.code end, vim.diagnostic.get(0))
      end
      wait(function() return #codes() == 2 end)
      local seen = {}
      for _, d in ipairs(vim.diagnostic.get(0)) do
        local text = vim.api.nvim_buf_get_lines(0, d.lnum, d.lnum + 1, false)[1]
        table.insert(seen, string.format('%d %d [%s] %s', d.lnum + 1, d.col + 1, text:sub(d.col + 1, d.end_col), d.message))
      end
      -- The preferred action at the first finding is applied.
      local first = vim.diagnostic.get(0)[1]
      vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
      vim.ui.select = function(items, options, choose) choose(items[1], 1) end
      vim.lsp.buf.code_action()
      wait(function() return #codes() == 1 end)
      vim.cmd('write')
      vim.fn.writefile(seen, 'seen')
      vim.cmd('qall!')
    """)
    done = run(["nvim", "--headless", "-n", "-c", "luafile session.lua"], tmp_path)
    assert (tmp_path / "seen").exists(), done.stderr
    assert (tmp_path / "seen").read_text().splitlines() == [
        "3 34 [the the] “the” is written twice",
        "3 53 [govemment] “govemment” looks misread for “government”: rn read as m"]
    assert (tmp_path / "story.txt").read_text() == TEXT.replace("the the", "the")


@pytest.mark.skipif(not shutil.which("vim"), reason="Vim is not installed; Scripts/bootstrap tests installs it")
def test_vim_without_plugins(tmp_path):
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "session.vim").write_text(f"""
      source {ROOT}/editors/galley.vim
      edit story.txt
      silent make
      call writefile(map(getqflist(), {{_, item -> item.lnum . ' ' . item.col . ' ' . item.text}}), 'seen')
      Galley
      write
      qall!
    """)
    done = run(["vim", "-u", "NONE", "-N", "-es", "-S", "session.vim"], tmp_path)
    assert (tmp_path / "seen").exists(), done.stdout + done.stderr
    assert (tmp_path / "seen").read_text().splitlines()[0] == "3 34 “the” is written twice [doubled-word]"
    assert (tmp_path / "story.txt").read_text() == TEXT.replace("the the", "the").replace("govemment", "government")


ALE = next((p for p in ["/usr/share/vim/vimfiles/pack/dist-bundle/opt/ale", os.path.expanduser("~/.vim/pack/plugins/start/ale")] if os.path.isdir(p)), None)


@pytest.mark.skipif(not ALE or not shutil.which("vim"), reason="ALE is not installed; Debian calls it vim-ale")
def test_vim_with_ale(tmp_path):
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "rc.vim").write_text(f"""
      set nocompatible
      set runtimepath^={ALE}
      filetype plugin on
      runtime! plugin/ale.vim
      source {ROOT}/editors/ale.vim
    """)
    (tmp_path / "script.vim").write_text(f"""
      edit story.txt
      set filetype=text
      let tries = 0
      while tries < 600 && len(getloclist(0)) < 2
        sleep 100m
        let tries += 1
      endwhile
      call writefile(map(getloclist(0), {{_, item -> item.lnum . ' ' . item.col . ' ' . item.text}}), 'seen')
      qall!
    """)
    done = run(["vim", "-u", "rc.vim", "-S", "script.vim", "--not-a-term", "-T", "dumb"], tmp_path)
    assert (tmp_path / "seen").exists(), done.stdout + done.stderr
    assert (tmp_path / "seen").read_text().splitlines() == [
        "3 34 doubled-word: “the” is written twice", "3 53 ocr-confusion: “govemment” looks misread for “government”: rn read as m"]


VIM_LSP = next((p for p in [os.environ.get("GALLEY_VIM_LSP"), *glob.glob(os.path.expanduser("~/.vim/pack/*/*/vim-lsp"))] if p and os.path.isdir(p)), None)


@pytest.mark.skipif(not VIM_LSP or not shutil.which("vim"), reason="vim-lsp is not installed; GALLEY_VIM_LSP=FOLDER says where it is")
def test_vim_with_vim_lsp(tmp_path):
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "rc.vim").write_text(f"""
      set nocompatible
      set runtimepath^={VIM_LSP}
      filetype plugin on
      source {ROOT}/editors/vim-lsp.vim
      runtime! plugin/lsp.vim
    """)
    (tmp_path / "script.vim").write_text("""
      function! Found() abort
        let found = []
        for servers in values(lsp#internal#diagnostics#state#_get_all_diagnostics_grouped_by_uri_and_server())
          for response in values(servers)
            let found += response.params.diagnostics
          endfor
        endfor
        return found
      endfunction
      function! WaitFor(count) abort
        let tries = 0
        while tries < 600 && len(Found()) != a:count
          sleep 100m
          let tries += 1
        endwhile
      endfunction
      edit story.txt
      set filetype=text
      call lsp#enable()
      call WaitFor(2)
      let seen = []
      for d in Found()
        let [line, from] = lsp#utils#position#lsp_to_vim('%', d.range.start)
        let to = lsp#utils#position#lsp_to_vim('%', d.range.end)[1]
        call add(seen, line . ' ' . from . ' [' . strpart(getline(line), from - 1, to - from) . '] ' . d.message)
      endfor
      %s/govemment/government/
      doautocmd TextChanged
      call WaitFor(1)
      call add(seen, len(Found()))
      call writefile(seen, 'seen')
      qall!
    """)
    done = run(["vim", "-u", "rc.vim", "-S", "script.vim", "--not-a-term", "-T", "dumb"], tmp_path)
    assert (tmp_path / "seen").exists(), done.stdout + done.stderr
    assert (tmp_path / "seen").read_text().splitlines() == [
        "3 34 [the the] “the” is written twice", "3 53 [govemment] “govemment” looks misread for “government”: rn read as m", "1"]


@pytest.mark.skipif(not shutil.which("kak"), reason="Kakoune is not installed; Debian calls it kakoune")
def test_kakoune(tmp_path):
    """:lint marks lines and tells columns."""
    (tmp_path / "config/kak").mkdir(parents=True)
    shutil.copy(os.path.join(ROOT, "editors/kakoune.kak"), tmp_path / "config/kak/kakrc")
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "run").mkdir(mode=0o700)
    environment = dict(os.environ, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / "config"), XDG_RUNTIME_DIR=str(tmp_path / "run"),
                       PATH=os.path.dirname(GALLEY) + ":" + os.environ["PATH"])
    name = f"galley-{os.getpid()}"
    editor = subprocess.Popen(["kak", "-s", name, "-ui", "dummy", "-e", "lint-buffer", "story.txt"], cwd=tmp_path, env=environment,
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        def say(command): subprocess.run(["kak", "-p", name], input=command, env=environment, text=True, check=False, stderr=subprocess.DEVNULL, timeout=20)
        seen, end = tmp_path / "seen", time.monotonic() + 60
        while time.monotonic() < end and not (seen.exists() and "govemment" in seen.read_text()):
            time.sleep(0.3)
            say(f"""evaluate-commands -client client0 %{{ nop %sh{{ printf '%s' "$kak_opt_lint_messages" >{seen} }} }}""")
        assert "3|error: “the” is written twice [doubled-word](col 34)" in seen.read_text()
        assert "(col 53)" in seen.read_text()
        say("kill!")
    finally:
        editor.kill()
        editor.wait()


@pytest.mark.skipif(not shutil.which("emacs"), reason="Emacs is not installed; Debian calls a small one emacs-nox")
def test_emacs_eglot(tmp_path):
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "session.el").write_text(f"""
      (require 'package)
      (add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
      (package-initialize)
      (unless (require 'eglot nil t) (kill-emacs 3))
      (load "{ROOT}/editors/galley.el")
      (setq eglot-sync-connect 60)
      (find-file "story.txt")
      (eglot-ensure)
      (run-hooks 'post-command-hook)
      (let ((end (+ (float-time) 60)))
        (while (and (< (float-time) end) (< (length (flymake-diagnostics)) 2)) (flymake-start) (accept-process-output nil 0.1)))
      (with-temp-file "seen"
        (dolist (d (with-current-buffer "story.txt" (flymake-diagnostics)))
          (insert (format "%s: %s\n" (with-current-buffer "story.txt" (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))
                          (flymake-diagnostic-text d)))))
    """)
    done = run(["emacs", "-Q", "--batch", "-l", "session.el"], tmp_path)
    if done.returncode == 3: pytest.skip("this Emacs has no eglot; Debian calls it elpa-eglot")
    assert (tmp_path / "seen").exists(), done.stderr
    seen = (tmp_path / "seen").read_text()
    assert "the the: " in seen and "“the” is written twice" in seen and "govemment: " in seen, done.stderr


@pytest.mark.skipif(not shutil.which("emacs"), reason="Emacs is not installed; Debian calls a small one emacs-nox")
def test_emacs_flymake(tmp_path):
    """Flymake by the compiler line, without a server."""
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "session.el").write_text(f"""
      (load "{ROOT}/editors/galley.el")
      (find-file "story.txt")
      (galley-flymake-setup)
      (flymake-mode 1)
      (flymake-start)
      (let ((end (+ (float-time) 60)))
        (while (and (< (float-time) end) (null (flymake-diagnostics))) (accept-process-output nil 0.1)))
      (with-temp-file "seen"
        (dolist (d (with-current-buffer "story.txt" (flymake-diagnostics)))
          (insert (format "%s %s\\n" (with-current-buffer "story.txt" (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))
                          (flymake-diagnostic-text d)))))
    """)
    done = run(["emacs", "-Q", "--batch", "-l", "session.el"], tmp_path)
    assert (tmp_path / "seen").exists(), done.stderr
    assert "“the” is written twice" in (tmp_path / "seen").read_text()
