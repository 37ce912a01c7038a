using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace MobileTeams.Server.Data;

/// <summary>The key that seals the cookie keys where they lie, in the database. It lies in a file beside the server, so that a copy of the database opens no session.</summary>
/// <remarks>AES-256-GCM; the file holds 32 bytes as base64. Keys that were made before there was a file lie there unsealed until they end, three months later.</remarks>
public sealed class KeyFile
{
    private const int KeyBytes = 32;
    private readonly byte[] key;

    private KeyFile(byte[] key) => this.key = key;

    /// <exception cref="StartFailure">The file is not there, or does not hold a key.</exception>
    public static KeyFile Read(string path)
    {
        if (!File.Exists(path))
            throw new StartFailure($"keys.missing: there is no key file {path}. Make one with: head -c 32 /dev/urandom | base64 > {path}; chmod 600 {path}");
        try
        {
            var bytes = Convert.FromBase64String(File.ReadAllText(path).Trim());
            if (bytes.Length == KeyBytes) return new KeyFile(bytes);
        }
        catch (FormatException)
        {
            // Said below, as for a key of another length.
        }

        throw new StartFailure($"keys.unreadable: {path} does not hold 32 bytes as base64. Put back the file that was there: without it everybody has to sign in anew.");
    }

    public string Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (sealedText, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var cipher = new AesGcm(key, tag.Length);
        cipher.Encrypt(nonce, plain, sealedText, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. sealedText]);
    }

    /// <exception cref="CryptographicException">It was sealed with another key, or changed since.</exception>
    public string Unseal(string sealedText)
    {
        var bytes = Convert.FromBase64String(sealedText).AsSpan();
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[bytes.Length - nonceLength - tagLength];
        using var cipher = new AesGcm(key, tagLength);
        cipher.Decrypt(bytes[..nonceLength], bytes[(nonceLength + tagLength)..], bytes.Slice(nonceLength, tagLength), plain);
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Seals keys as the library asks for it.</summary>
    internal sealed class Encryptor(KeyFile file) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
            new(new XElement("sealed", file.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting))), typeof(Decryptor));
    }

    /// <summary>Opens them again; the library makes it.</summary>
    internal sealed class Decryptor(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => XElement.Parse(services.GetRequiredService<KeyFile>().Unseal(encryptedElement.Value));
    }
}
