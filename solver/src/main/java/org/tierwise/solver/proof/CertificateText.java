package org.tierwise.solver.proof;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A certificate as the text that a plan carries: its bytes, compressed by gzip, in base64. */
public final class CertificateText {
    /** Bytes before compression; what is larger is no certificate that Tierwise wrote. */
    private static final int BYTES_MAX = 512 * 1024 * 1024;

    private CertificateText() {}

    public static String write(Certificate certificate) {
        return packed(CertificateWriter.write(certificate));
    }

    /** @throws IllegalArgumentException if the text is no certificate */
    public static Certificate read(String text) {
        return CertificateReader.read(unpacked(text));
    }

    private static String packed(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new BestGzip(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static byte[] unpacked(String text) {
        try (var in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            byte[] bytes = in.readNBytes(BYTES_MAX);
            if (in.read() >= 0) {
                throw VarintReader.broken("it is too large");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException("The certificate cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
