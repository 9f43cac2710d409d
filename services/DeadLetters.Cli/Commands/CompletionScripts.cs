namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>What shells load. Each asks <c>deadletters [suggest:POSITION] LINE</c>, so that nothing is listed twice.</summary>
internal static class CompletionScripts
{
    // Bash splits words at colons: what it has already, before the last one, is cut off the suggestions.
    internal const string Bash = """
        # bash completion for deadletters
        _deadletters() {
            local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} typed suggestion
            typed=${line##*[[:space:]]}
            COMPREPLY=()
            while IFS= read -r suggestion; do
                [[ -n $suggestion ]] || continue
                # Within quotes a suggestion repeats the terms before it.
                [[ $suggestion == *' '* ]] && suggestion=${suggestion##* }
                [[ $typed == *:* ]] && suggestion=${suggestion#"${typed%"${typed##*:}"}"}
                COMPREPLY+=("$suggestion")
            done < <(deadletters "[suggest:${#line}]" "$line" 2>/dev/null)
            [[ ${COMPREPLY[*]} == *[:.] ]] && compopt -o nospace 2>/dev/null
            return 0
        }
        complete -o default -F _deadletters deadletters

        """;

    internal const string Zsh = """
        #compdef deadletters
        # zsh completion for deadletters
        _deadletters() {
            local line="${words[1,CURRENT]}"
            local -a suggestions
            suggestions=("${(@f)$(deadletters "[suggest:${#line}]" "$line" 2>/dev/null)}")
            suggestions=(${suggestions:#})
            (( $#suggestions )) && compadd -S '' -Q -- "${suggestions[@]}" || _files
        }
        if [[ $funcstack[1] == _deadletters ]]; then _deadletters "$@"; else compdef _deadletters deadletters; fi

        """;

    internal const string Fish = """
        # fish completion for deadletters
        function __deadletters_suggest
            set -l line (commandline -cp)
            deadletters "[suggest:"(string length -- $line)"]" $line 2>/dev/null
        end
        complete -c deadletters -a '(__deadletters_suggest)'

        """;
}
