autocmd BufNewFile,BufRead *.vg setfiletype vgdsl
