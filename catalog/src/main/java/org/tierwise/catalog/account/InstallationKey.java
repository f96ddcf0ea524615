package org.tierwise.catalog.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tierwise.catalog.StorageException;

/**
 * Encrypts what must be readable again, the secrets of second factors, with AES-256-GCM. The key is in a file of its
 * own that only its owner reads: a copy of the database gives no second factor away. To replace it, put a new key on a
 * line before the old one; what was encrypted with the old one can be read until that line is removed. Several instances need the same
 * file. Safe for concurrent use.
 */
public final class InstallationKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** The first one encrypts; all of them decrypt. */
    private final List<SecretKeySpec> keys;

    private final Secrets secrets = new Secrets();

    private InstallationKey(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * Reads the key, or makes it at the first start.
     *
     * @throws StorageException if the file is damaged or cannot be read or written
     */
    public static InstallationKey in(Path file) {
        try {
            create(file);
            var keys = new ArrayList<SecretKeySpec>();
            for (var line : Files.readString(file).strip().split("\\s+")) {
                var bytes = Base64.getDecoder().decode(line);
                if (bytes.length != KEY_BYTES) {
                    throw damaged(file, null);
                }
                keys.add(new SecretKeySpec(bytes, "AES"));
            }
            return new InstallationKey(List.copyOf(keys));
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new StorageException("The key file (" + file + ") cannot be read or made: " + e.getMessage(), e);
        }
    }

    private static StorageException damaged(Path file, @org.jspecify.annotations.Nullable Exception cause) {
        return new StorageException(
                "The key file (" + file + ") is damaged. Put it back from a backup, or remove it: then everybody has to"
                        + " set up the second factor again.",
                cause);
    }

    private static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var text = Base64.getEncoder().encodeToString(new Secrets().bytes(KEY_BYTES)) + "\n";
        var next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                next,
                text,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SYNC)
                        .toArray(new StandardOpenOption[0]));
        try {
            Files.move(next, file);
        } catch (FileAlreadyExistsException e) {
            // Another instance was first; its key counts.
            Files.deleteIfExists(next);
        }
    }

    /**
     * Encrypts a text.
     *
     * @param purpose what it is for; decrypting asks for the same, so that one secret cannot be put in another's place
     */
    public String encrypt(String text, String purpose) {
        try {
            var nonce = secrets.bytes(NONCE_BYTES);
            var sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, purpose)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(nonce) + ":"
                    + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM.", e);
        }
    }

    /**
     * The text again.
     *
     * @throws StorageException if it was encrypted with another key or changed
     */
    public String decrypt(String encrypted, String purpose) {
        GeneralSecurityException last = new GeneralSecurityException("no key");
        for (var key : keys) {
            try {
                var parts = encrypted.split(":", 2);
                var nonce = Base64.getDecoder().decode(parts[0]);
                var sealed = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
                return new String(
                        cipher(Cipher.DECRYPT_MODE, key, nonce, purpose).doFinal(sealed), StandardCharsets.UTF_8);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                last = new GeneralSecurityException(e);
            }
        }
        throw new StorageException(
                "A secret was encrypted with another key. Maybe this instance has another key file than the one that"
                        + " made it.",
                last);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String purpose)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
