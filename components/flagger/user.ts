/** User ID of the container, upstream's default. The image's files are readable for every user. */
export const flaggerUser = 10001;
