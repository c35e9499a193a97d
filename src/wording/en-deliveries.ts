/** What the bot says about its own deliveries, in English (see en.ts, which includes this). */
export const enDeliveries = {
  'delivery.suspended': '“{name}” in {place} has stopped: {reason}',
  'delivery.suspended-remedy': 'Subscribe there again once I may post.',
} as const;
