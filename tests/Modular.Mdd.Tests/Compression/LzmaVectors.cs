namespace Modular.Mdd.Tests.Compression;

/// <summary>Streams that liblzma made: 2000 bytes of letters and repeats, dictionary of 4096 bytes, end marker.</summary>
internal static class LzmaVectors
{
    /// <summary>lc 3, lp 0, pb 2.</summary>
    public const string Standard =
        "XQAQAAD//////////wAzGElzKLBo3g+Rn73Eti27oKmI5p/sR2GYFcW/llWpu1Oob0qrd98NKob/2Xffmazbu/B5cKFMkdoYHGCWjsBrIEuQPzVI8yYPkY6o"
        + "Mf6wdga03V9zYu+jC6HCh7PVr/j9ZC2T55X+rP8O2geh2exKh0sd4Q9tfmO8IebJt88shdK2I/KZ9SlbHSiSucSyLnmK5fDt+o4KpKJzZgn/XFmo6jp3Q0Va"
        + "DeU9D+M5FhblADE+QQELXFZmHZZc9pKsP1URJvbeVVE4IdXW2TPiLocDM2rNbNzNT0prO61faJMTWZg27urP+USAPwdX+uiwOwpCpGnQFtNz5tetInhTWQeE"
        + "CoHJUnnq2aQT/tKSw1MiXLucoeag7xeWmgTzYsOhhbBLf/zoXFptR4cL1Odz6B1nGNyrSq55Hi8h+nhVwdJ+PLhbenrndnlxub1yWUvttEMfAbEToHSQEBFT"
        + "uuT44TFefiaXW8JBNR0O3gDNlFuRgUVg+q+BcuBH1jmslG7r6GpfuzuhH8VMzNPNrsiX//xfCZQ=";

    /// <summary>lc 0, lp 4, pb 4.</summary>
    public const string PositionOnly =
        "2AAQAAD//////////wAzGEknY1GQ8Gg2HkxGY8Go1nE0wszTO6xJ1uFJeQSB05t9kmh7K/SvlIyT5yJgz5s+PcthnYJDDp4cy8iQVuFhae+d4xcNKHkkJj9x"
        + "1vrKaWNzzZgSfRMIcp9t5+ogGDPlgAbePd7HVnZ8aC/qozwA1vROOAPYUOKixGTmhMcfBp7pNrlAwFDLkH+Fcvjv5A4W/2rWFbcTu9BhXmQwFY+7voP2TENj"
        + "kg8ByAZYUUz+ECcKpQFgfRbbqpc/V42eaoPkkI30dupRCM2W33Y0fn4v4M5csJXMEBPhD5f71i6HUxIFdSO+/dBKOoEP2EHVfnyb8z1fIDDezSPUyEJrlwbe"
        + "D9sHPKrryvHjNE+TUeXGlC7CjdTwnR0u780UFdCTawAyK6IW/JAz7f8NxyVw3C/eFBXyDTBDT+ZuzVnRQDtju48QirY6ehDBYU2dSWe2Lc7jFariqME8z7CK"
        + "XI19nWUuWQlEwquin/krvZmngKu4gUinZFxhI1L1460B9+hEKHzPbY/+da9Af7BoOzUcP7zf1Yo7mrIBfffR1SIo0Wl3lUTp1mna8WAqcVHG/fMffqeAmr9h"
        + "ohDgSytExjc0cAT/3ZI5wA==";

    /// <summary>lc 2, lp 2, pb 0.</summary>
    public const string Mixed =
        "FAAQAAD//////////wAzGQxm/vmoyol3TPjkmnYgFBo1FKQby0GF/gc3JQOhheowC8ZpxjOy0g7XKwW9F9k7SfNt+AffR3250RXinevX5JrncB5fqEtKgNky"
        + "kocWVaQpSD46yQMAWdMbDKIcwrrMusnkcQR9vO/OpYE9RlYuM8AqnfhfxoDyNFop8UOmAxfFnfF35UY7n3Usom/dxgVhdcK/ZlGEIBeqITPjbDVmGR7BD3ze"
        + "i0J4z+XjgcPo3Vg+xn03OxSj4f1Ono5DvsgVPbGy8PaspxLli/Q9956sq4j/HqZXrKGT26CjWVMCKk5I83N/E/6Sr05UatA77m6cSWlu/rT+jZoCUY6ScgiP"
        + "wWlJeASgEtnNQl5xZdSo6rHcwjCtjyZqiKGz8kaRp2l03amECt1xE4XHV4uj05gAY+bPu5CNqGuoYU8kHXu/8P2We9LYvecgtdIMMAMB0jBLyDkXtDzlDlHu"
        + "lBPxy+0Acu7a9RKrJhSJnAXD/sP8nlD2uDSOG0vShU/4iykrBIDU5EDLv8cKuxchIg+i54WhZ1MO7DbnAvxN5uPE6Kz+tj5lNgO3jKEXkf/q7wBf";

    /// <summary>What the streams hold: the same arithmetic that made them, written down a second time.</summary>
    public static byte[] Content()
    {
        var seed = 12_345u;
        var content = new List<byte>();
        while (content.Count < 2_000)
        {
            seed = ((seed * 1_103_515_245) + 12_345) & 0x7fff_ffff;
            var k = (int)(seed >> 16);
            if (k % 3 != 0 || content.Count <= 50)
            {
                content.Add((byte)('a' + ((k >> 3) % 26)));
                continue;
            }

            var distance = 1 + ((k >> 2) % Math.Min(content.Count, 900));
            for (var n = 2 + ((k >> 5) % 40); n > 0; n--)
            {
                content.Add(content[^distance]);
            }
        }

        return [.. content.Take(2_000)];
    }
}
