// What the commands of TeX stand for, as far as abstracts use them.

const pairsIn = (text) => { const words = text.trim().split(/\s+/); return words.filter((_, at) => at % 2 === 0).map((word, at) => [word, words[2 * at + 1]]); };

/** Commands that are one sign. */
const TEX_SIGNS = new Map(pairsIn(String.raw`
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ
omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ
Phi Φ Chi Χ Psi Ψ Omega Ω ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅
times × div ÷ pm ± mp ∓ cdot · cdotp · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ dagger † ddagger ‡ dag † ddag ‡
wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ setminus ∖ backslash \ neg ¬ lnot ¬ amalg ⨿ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ oint ∮ surd √ angle ∠ triangle △ square □ Box □ blacksquare ■ diamond ⋄ Diamond ◇ top ⊤ bot ⊥ perp ⊥
le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ll ≪ gg ≫ ne ≠ neq ≠ equiv ≡ approx ≈ approxeq ≊ sim ∼ simeq ≃ cong ≅ propto ∝ asymp ≍ doteq ≐
triangleq ≜ coloneqq ≔ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ≼ succeq ≽ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇
subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ mid | nmid ∤ parallel ∥ models ⊨ vdash ⊢ dashv ⊣ vDash ⊨ forall ∀ exists ∃ nexists ∄
to → gets ← rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ iff ⟺ longrightarrow ⟶ longleftarrow ⟵
Longrightarrow ⟹ mapsto ↦ longmapsto ⟼ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightleftharpoons ⇌ rightsquigarrow ⇝ leadsto ⇝ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋
lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ lbrace { rbrace } lbrack [ rbrack ] prime ′ degree ° percent % colon : dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯
checkmark ✓ cmark ✓ xmark ✗ sharp ♯ flat ♭ natural ♮ heartsuit ♥ spadesuit ♠ clubsuit ♣ diamondsuit ♦ therefore ∴ because ∵ bigstar ★
ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å dh ð DH Ð th þ TH Þ i ı j ȷ S § P ¶ copyright © pounds £ euro € texteuro € textregistered ® texttrademark ™
textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” textbackslash \ textasciitilde ~ textasciicircum ^
textunderscore _ textbar | textless < textgreater > textdegree ° textmu µ textpm ± texttimes × textbullet • textellipsis … slash / LaTeX LaTeX TeX TeX
eg e.g. ie i.e.
`));

/** Commands that are their own names, set apart from what stands beside them. */
const TEX_WORDS = new Set("log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan min max inf sup lim limsup liminf arg argmin argmax det dim ker deg gcd hom Pr mod bmod".split(" "));

/** Commands that only change the look of what they hold; those of text, those of formulas. */
const TEX_HOLDS_TEXT = new Set("text textrm textbf textit textsl textsc texttt textsf textup textmd textnormal emph mbox hbox underline uline".split(" "));
const TEX_HOLDS_FORMULA = new Set("mathrm mathbf mathsf mathtt mathit mathnormal mathcal mathscr mathfrak mathbb mathds boldsymbol bm pmb operatorname mathop mathbin mathrel mathord ensuremath".split(" "));
/** Commands that hold an address, to the letter. */
const TEX_HOLDS_ADDRESS = new Set(["url", "path", "nolinkurl"]);
/** Commands whose second part is what is shown. */
const TEX_SECOND = new Set(["href", "textcolor", "colorbox"]);
/** Commands that show nothing themselves. */
const TEX_SILENT = new Set(("left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bf it em rm sc tt sf sl bfseries itshape scshape ttfamily sffamily rmfamily normalfont tiny scriptsize small normalsize large Large "
  + "displaystyle textstyle scriptstyle limits nolimits noindent xspace protect allowbreak nobreak nonumber relax").split(" "));
const TEX_SPACES = new Map([[",", "\u2009"], [":", "\u2009"], [";", "\u2009"], [" ", " "], ["!", ""], ["/", ""], ["-", ""], ["\\", " "], ["quad", " "], ["qquad", " "], ["space", " "], ["thinspace", "\u2009"], ["enspace", " "], ["newline", " "]]);
const TEX_ESCAPED = new Map([..."%$&#_{}"].map((sign) => [sign, sign]).concat([["|", "‖"]]));

/** Marks that go over or under a letter: those of words, and those of formulas. */
const TEX_ACCENTS = new Map([["'", "\u0301"], ["`", "\u0300"], ["^", "\u0302"], ['"', "\u0308"], ["~", "\u0303"], ["=", "\u0304"], [".", "\u0307"],
  ["c", "\u0327"], ["v", "\u030c"], ["u", "\u0306"], ["H", "\u030b"], ["k", "\u0328"], ["r", "\u030a"], ["d", "\u0323"], ["b", "\u0331"]]);
const TEX_HATS = new Map([["hat", "\u0302"], ["widehat", "\u0302"], ["tilde", "\u0303"], ["widetilde", "\u0303"], ["bar", "\u0304"], ["overline", "\u0304"], ["vec", "\u20d7"], ["dot", "\u0307"],
  ["ddot", "\u0308"], ["check", "\u030c"], ["breve", "\u0306"], ["acute", "\u0301"], ["grave", "\u0300"], ["mathring", "\u030a"], ["not", "\u0338"]]);

const DOUBLE_STRUCK = new Map(Object.entries({ C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" }));

const lettersTo = (from, to) => new Map([...from].map((letter, at) => [letter, [...to][at]]));
/** What can be raised or lowered without an element, for places that hold text alone. */
const RAISED = lettersTo("0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ′*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ′*");
const LOWERED = lettersTo("0123456789+−-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ");
