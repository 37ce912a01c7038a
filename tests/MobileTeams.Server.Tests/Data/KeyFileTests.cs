using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Tests.Data;

/// <summary>A copy of the database opens no session: the keys in it are sealed with a key that lies in a file.</summary>
public sealed class KeysAreSealedTests(WorldDatabase world) : IClassFixture<WorldDatabase>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mobileteams-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Servers_with_the_file_open_each_others_seals_and_others_do_not()
    {
        var (file, other) = (Made("a"), Made("b"));
        string closed;
        await using (var one = await Parts.On(world.Connection, file)) closed = one.Get<IDataProtectionProvider>().CreateProtector("test").Protect("Hej");
        var kept = await world.Parts.Scalar<string>("select string_agg(xml, ' ') from key_ring");
        Assert.True(kept.Contains("<sealed", StringComparison.Ordinal), kept);
        Assert.DoesNotContain("masterKey", kept, StringComparison.Ordinal);

        await using (var two = await Parts.On(world.Connection, file)) Assert.Equal("Hej", two.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(closed));
        await using var three = await Parts.On(world.Connection, other);
        Assert.ThrowsAny<CryptographicException>(() => three.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(closed));
    }

    [Fact]
    public void What_is_no_key_file_is_said_in_a_sentence()
    {
        Assert.StartsWith("keys.missing: there is no key file", Assert.Throws<StartFailure>(() => KeyFile.Read(Path.Combine(folder, "nowhere"))).Message, StringComparison.Ordinal);
        foreach (var text in new[] { "", "inte base64!", Convert.ToBase64String(new byte[31]) })
        {
            var path = Path.Combine(folder, "wrong");
            File.WriteAllText(path, text);
            Assert.StartsWith("keys.unreadable: ", Assert.Throws<StartFailure>(() => KeyFile.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_seal_that_was_changed_does_not_open_and_the_same_text_is_never_sealed_the_same()
    {
        var file = KeyFile.Read(Made("c"));
        var (one, two) = (file.Seal("hemligt åäö"), file.Seal("hemligt åäö"));
        Assert.NotEqual(one, two);
        Assert.Equal("hemligt åäö", file.Unseal(one));
        var bytes = Convert.FromBase64String(one);
        bytes[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => file.Unseal(Convert.ToBase64String(bytes)));
    }

    private string Made(string name)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n");
        return path;
    }
}
