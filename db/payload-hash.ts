// A file of its own, so that it is there before anything that builds SQL of it.

/** SQL for the hash of an op's payload, which its body names; null where the body is no JSON any more. */
export const PAYLOAD_HASH = `CASE WHEN json_valid(CAST(op.body AS TEXT))
THEN unhex(json_extract(CAST(op.body AS TEXT), '$.payload_hash')) END`
