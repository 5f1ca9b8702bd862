import { ownPlatform } from './place';
import { testCellsOn } from './suite';

testCellsOn('bridge', ownPlatform);
