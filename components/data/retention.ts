/** Tag of objects that S3 deletes by itself. Its value is the number of days after which it does. */
export const retentionTag = "retention-days";

/** Values of the tag for which every bucket has a rule, days. */
export const retentionDays = [7, 30, 90, 180, 365] as const;
