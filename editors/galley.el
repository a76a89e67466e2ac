;;; galley.el --- proofreading in Emacs  -*- lexical-binding: t -*-
;; Emacs 29 and newer, or eglot from a package archive:
;;   (load "~/.emacs.d/galley.el")  then  M-x eglot  in a buffer of text
;; Without eglot: (add-hook 'text-mode-hook #'galley-flymake-setup), or M-x compile with "galley FILE".

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((text-mode markdown-mode gfm-mode html-mode mhtml-mode adoc-mode git-commit-mode) . ("galley" "lsp"))))

(require 'flymake)

(defvar-local galley--process nil)

(defun galley-flymake (report &rest _)
  "Check the buffer with galley and REPORT what it finds."
  (when (process-live-p galley--process) (kill-process galley--process))
  (let ((source (current-buffer)) (name (or (buffer-file-name) "text.txt")))
    (save-restriction
      (widen)
      (setq galley--process
            (make-process
             :name "galley" :noquery t :connection-type 'pipe :coding 'utf-8
             :buffer (generate-new-buffer " *galley*")
             :stderr (get-buffer-create " *galley errors*")
             :command (list "galley" "--quiet" "--color" "never" "--format" "text" "--stdin-filename" name "-")
             :sentinel
             (lambda (process _)
               (when (memq (process-status process) '(exit signal))
                 (unwind-protect
                     (when (and (buffer-live-p source) (eq process (buffer-local-value 'galley--process source)))
                       (funcall report (galley--diagnostics process source)))
                   (kill-buffer (process-buffer process)))))))
      (process-send-region galley--process (point-min) (point-max))
      (process-send-eof galley--process))))

(defun galley--diagnostics (process source)
  "The findings that PROCESS printed about SOURCE."
  (with-current-buffer (process-buffer process)
    (goto-char (point-min))
    (let (found)
      (while (re-search-forward "^.*?:\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\): \\(.*\\)$" nil t)
        (let* ((line (string-to-number (match-string 1)))
               (column (string-to-number (match-string 2)))
               (type (if (equal (match-string 3) "error") :error :warning))
               (text (match-string 4)))
          (with-current-buffer source
            (save-excursion
              (goto-char (point-min))
              (forward-line (1- line))
              (forward-char (1- column))
              (let ((start (point)))
                (push (flymake-make-diagnostic source start (min (point-max) (max (1+ start) (progn (forward-word) (point)))) type text)
                      found))))))
      found)))

(defun galley-flymake-setup ()
  "Have flymake check this buffer with galley."
  (add-hook 'flymake-diagnostic-functions #'galley-flymake nil t))

(provide 'galley)
;;; galley.el ends here
