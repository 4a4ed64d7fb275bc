" Scene files of vgdsl. Of two items that fit at a place the later one counts, so the general ones come first.
" Nothing but block texts and templates goes over a line's end: what is being typed colours no other line.

if exists('b:current_syntax')
  finish
endif

syntax iskeyword @,48-57,_,192-255
syntax sync minlines=200
syntax spell toplevel

" Values
syntax match vgdslReference /\%(\k\&\D\)\k*/
syntax match vgdslMember /\%(\.\s*\)\@8<=\%(\k\&\D\)\k*/
syntax match vgdslFrame /\%(\.\s*\)\@8<=\%(first_frame\|last_frame\)\>/
syntax match vgdslCall /\%(\.\s*\)\@8<=frame\>\ze\s*(/
syntax match vgdslCall /\.\@1<!\<\%(image\|video\|audio\|document\|at\|move\|clip\|dissolve\|music\|record\)\>\ze\s*(/
syntax match vgdslConstant /\.\@1<!\<\%(true\|false\|auto\)\>/
syntax match vgdslQuantity /[-+]\?\$\?\.\?\d[[:alnum:]_.:]*%\?/ contains=vgdslUnit
syntax match vgdslUnit /\d\@1<=\%(ms\|s\|m\|fps\|x\|p\|[kK]\)\>/ contained
syntax match vgdslOperator /=/

" Attributes and declarations
syntax match vgdslAttribute /\.\@1<!\<\%(\k\&\D\)\k*\ze\s*=/
syntax match vgdslKeyword /\.\@1<!\<\%(film\|scene\|cut\|style\|element\|location\|profile\|shot\|transition\|upscale\|options\)\>\ze\s*\%({\|\[\s*\%(\k\&\D\)\k*\s\+in\>\)/
syntax match vgdslKeyword /^\s*\zs\%(film\|scene\|cut\|style\|element\|location\|profile\|shot\|transition\|upscale\|options\|let\|param\)\ze\s*$/
syntax match vgdslKeyword /\.\@1<!\<\%(film\|scene\|cut\|style\|element\|location\|profile\)\>\ze\s\+\%(\k\&\D\)\k*\s*\%([[{#]\|$\)/ nextgroup=vgdslThing skipwhite
syntax match vgdslKeyword /\.\@1<!\<\%(shot\|transition\|upscale\)\>\ze\s\+\%(\k\&\D\)\k*\s*\%([[{#]\|$\)/ nextgroup=vgdslClip skipwhite
syntax match vgdslKeyword /\.\@1<!\<\%(let\|param\)\>\ze\s\+\%(\k\&\D\)\k*\s*\%([=#]\|$\)/ nextgroup=vgdslValue skipwhite
syntax match vgdslClip /\%(\k\&\D\)\k*/ contained
syntax match vgdslThing /\%(\k\&\D\)\k*/ contained
syntax match vgdslValue /\%(\k\&\D\)\k*/ contained
syntax match vgdslImport /\.\@1<!\<import\>\ze\s*\%("\|#\|$\)/
syntax match vgdslImport /\%("\s\+\|^\s*\)\@20<=as\>\ze\s\+\%(\k\&\D\)\k*\>\%(\s*[[{=]\)\@!/ nextgroup=vgdslAlias skipwhite
syntax match vgdslAlias /\%(\k\&\D\)\k*/ contained
syntax match vgdslLoop /\%(\[\s*\)\@8<=\%(\k\&\D\)\k*\ze\s\+in\>/ nextgroup=vgdslIn skipwhite
syntax match vgdslIn /in\>/ contained

" Comments and texts
syntax match vgdslComment /#.*$/ contains=@Spell,vgdslTodo
syntax keyword vgdslTodo TODO FIXME XXX contained
syntax cluster vgdslText contains=vgdslEscape,vgdslWrongEscape,vgdslMention,vgdslTemplateComment,vgdslRaw,@Spell
syntax region vgdslString matchgroup=vgdslString start=/"/ skip=/\\./ end=/"/ end=/$/ keepend contains=@vgdslText,vgdslLineTemplate
syntax region vgdslBlockString matchgroup=vgdslBlockString start=/"""/ skip=/\\./ end=/"""/ end=/^\s*\%(film\|scene\|cut\|style\|element\|location\|profile\|shot\|transition\|upscale\)\s\+\%(\k\&\D\)\k*\s*\%(\[.*\]\s*\)\?{\s*\%(#.*\)\?$/me=s-1 end=/^\%(let\|param\)\s\+\%(\k\&\D\)\k*\s*=/me=s-1 end=/^import\s*"/me=s-1 end=/^}\s*$/me=s-1 keepend contains=@vgdslText,vgdslTemplate
syntax match vgdslWrongEscape /\\./ contained
syntax match vgdslEscape /\\\%(u{\x\{1,8}}\|u\x\{4}\|["\\ntr]\)/ contained
syntax match vgdslMention /\k\@1<!@\%(\k\&\D\)\k*\%(\.\%(\k\&\D\)\k*\)*/ contained
syntax match vgdslEscape /@@/ contained

" Templates, as jinja2 has them; in a text of one line, a quote ends them with it
syntax cluster vgdslExpression contains=vgdslTemplateName,vgdslTemplateMember,vgdslTemplateWord,vgdslTemplateConstant,vgdslTemplateFilter,vgdslTemplateNumber,vgdslTemplateOperator,vgdslTemplateString,vgdslTemplateBraces
syntax region vgdslTemplate matchgroup=vgdslTemplateEdge start=/{{[-+]\?/ end=/[-+]\?}}/ contained contains=@vgdslExpression
syntax region vgdslLineTemplate matchgroup=vgdslTemplateEdge start=/{{[-+]\?/ end=/[-+]\?}}/ end=/\ze"/ contained contains=@vgdslExpression
syntax region vgdslTemplate matchgroup=vgdslTemplateEdge start=/{%[-+]\?/ end=/[-+]\?%}/ contained contains=@vgdslExpression,vgdslTemplateStatement
syntax region vgdslLineTemplate matchgroup=vgdslTemplateEdge start=/{%[-+]\?/ end=/[-+]\?%}/ end=/\ze"/ contained contains=@vgdslExpression,vgdslTemplateStatement
syntax region vgdslTemplateComment start=/{#/ end=/#}/ contained contains=@Spell
syntax region vgdslRaw matchgroup=vgdslTemplateEdge start=/{%[-+]\?\s*raw\s*[-+]\?%}/ end=/{%[-+]\?\s*endraw\s*[-+]\?%}/ contained contains=@Spell
syntax match vgdslTemplateOperator /[][(),:;.|~<>=!*\/%+-]/ contained
syntax region vgdslTemplateBraces matchgroup=vgdslTemplateOperator start=/{/ end=/}/ contained contains=@vgdslExpression
syntax match vgdslTemplateName /\%(\k\&\D\)\k*/ contained
syntax match vgdslTemplateNumber /\<\d[0-9_]*\%(\.\d[0-9_]*\)\?\%([eE][-+]\?\d\+\)\?\>/ contained
syntax match vgdslTemplateMember /\%(\.\s*\)\@8<=\%(\k\&\D\)\k*/ contained
syntax match vgdslTemplateFilter /\%(|\s*\)\@8<=\%(\k\&\D\)\k*/ contained
syntax match vgdslTemplateWord /\<\%(and\|or\|not\|in\|is\|if\|else\)\>/ contained
syntax match vgdslTemplateConstant /\<\%([Tt]rue\|[Ff]alse\|[Nn]one\)\>/ contained
syntax match vgdslTemplateStatement /\%({%[-+]\?\s*\)\@12<=\%(if\|elif\|else\|endif\|for\|endfor\|set\|endset\)\>/ contained
syntax match vgdslTemplateString /'\%([^'\\]\|\\.\)*'/ contained
syntax match vgdslTemplateString /"\%([^"\\]\|\\.\)*"/ contained
syntax match vgdslTemplateString /\\"\%([^"\\]\|\\[^"]\)*\\"/ contained

highlight default link vgdslKeyword Statement
highlight default link vgdslClip Function
highlight default link vgdslThing Type
highlight default link vgdslValue Identifier
highlight default link vgdslAlias Type
highlight default link vgdslImport Include
highlight default link vgdslIn Repeat
highlight default link vgdslLoop Identifier
highlight default link vgdslAttribute Label
highlight default link vgdslOperator Operator
highlight default link vgdslCall Special
highlight default link vgdslFrame Constant
highlight default link vgdslConstant Boolean
highlight default link vgdslQuantity Number
highlight default link vgdslUnit Number
highlight default link vgdslComment Comment
highlight default link vgdslTodo Todo
highlight default link vgdslString String
highlight default link vgdslBlockString String
highlight default link vgdslRaw String
highlight default link vgdslEscape SpecialChar
highlight default link vgdslWrongEscape Error
highlight default link vgdslMention Type
highlight default link vgdslTemplateEdge Delimiter
highlight default link vgdslTemplateComment Comment
highlight default link vgdslTemplateName Identifier
highlight default link vgdslTemplateMember Identifier
highlight default link vgdslTemplateFilter Function
highlight default link vgdslTemplateStatement Conditional
highlight default link vgdslTemplateWord Operator
highlight default link vgdslTemplateConstant Boolean
highlight default link vgdslTemplateNumber Number
highlight default link vgdslTemplateOperator Operator
highlight default link vgdslTemplateString String

let b:current_syntax = 'vgdsl'
