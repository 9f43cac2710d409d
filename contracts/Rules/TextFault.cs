namespace Contracts.Rules;

/// <summary>Why a text breaks its rule.</summary>
public enum TextFault
{
    /// <summary>It shows nothing: it is empty, or made of blanks and invisible characters.</summary>
    Blank,

    /// <summary>It has more characters than the rule allows.</summary>
    TooLong,

    /// <summary>It has a control character, U+0000 and line breaks among them.</summary>
    ControlCharacter,

    /// <summary>It has a character that nobody sees, or a blank that looks like another one.</summary>
    InvisibleCharacter,

    /// <summary>It begins or ends with a blank.</summary>
    BlanksAround,

    /// <summary>It is no Unicode text: half of a surrogate pair, or a code point that is no character.</summary>
    NotUnicode,

    /// <summary>It is sound text, and not what it has to be: no mailbox, no currency, no language.</summary>
    Wrong,
}
