/** The language the services speak to each other and to clients: events, REST documents, topics, ids. */
package dev.assay.contracts;
