package org.tierwise.catalog.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A part of XML, read from beginning to end by the local names of its elements. No document type, no entities. */
final class Xml implements AutoCloseable {
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final XMLStreamReader reader;

    Xml(InputStream in) throws XMLStreamException, IOException {
        var head = in.readNBytes(UTF_8_MARK.length);
        // A factory of its own for each part: factories promise nothing about threads.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to (" + systemId + ")");
        });
        reader = factory.createXMLStreamReader(new InputStreamReader(
                new SequenceInputStream(
                        new ByteArrayInputStream(Arrays.equals(head, UTF_8_MARK) ? new byte[0] : head), in),
                charset(head)));
    }

    /**
     * Parts are in UTF-8 or, with a byte order mark, in UTF-16. Bytes that are neither become replacement characters: the
     * parser of Java would print its complaint about them.
     */
    private static Charset charset(byte[] head) {
        boolean wide = head.length > 1 && (head[0] & head[1] & 0xFF) >= 0xFE;
        return wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /** Goes to the next beginning or end of an element; false at the end of the part. */
    boolean next() throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("it has a document type or entities, which no workbook needs");
                default -> {}
            }
        }
        return false;
    }

    boolean begins(String element) {
        return reader.isStartElement() && reader.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return reader.isEndElement() && reader.getLocalName().equals(element);
    }

    /** An attribute of the element that begins here, by its local name. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text of the element that begins here, to its end. It must have no elements in it. */
    String text() throws XMLStreamException {
        return reader.getElementText();
    }

    @Override
    public void close() throws XMLStreamException {
        reader.close();
    }
}
