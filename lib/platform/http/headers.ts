/** Headers that the server in front sets on the request for the code behind it; whatever came from outside is overwritten. */
export const REQUEST_ID = 'x-request-id';
/** Address of the peer, for limits that count by address. */
export const CLIENT_ADDRESS = 'x-anli-client-address';

/**
 * On an answer of ours on its way to the server in front: it comes in pieces and is not to be gathered. Holds its length in
 * bytes, or nothing where that is not known. (Next drops Content-Length.)
 */
export const STREAMED = 'x-anli-streamed';

/** Answers of the API belong to the one who asked. */
export const PRIVATE = 'private, no-store';

/** Seconds after which a client may try again when the database is away. */
export const RETRY_AFTER_UNAVAILABLE = 5;
