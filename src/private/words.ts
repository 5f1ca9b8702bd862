/** A name as a variable of the environment is written: `newOrders` and `new-orders` are both `NEW_ORDERS`. */
export function variableOf(name: string): string {
  return apart(name).replace(/[^A-Za-z0-9_]/g, '_').toUpperCase();
}

/** A name as a host is written: `NewOrders` is `new-orders`. */
export function hostOf(name: string): string {
  return apart(name).split(/[^A-Za-z0-9]+/).filter((word) => word !== '').join('-').toLowerCase();
}

function apart(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2');
}
