package org.tierwise.catalog.network;

/** An undirected link of the backbone graph. */
public record BackboneLink(String hubA, String hubB, boolean submarine) {}
